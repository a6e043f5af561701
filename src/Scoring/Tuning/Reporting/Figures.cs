using System.Globalization;

namespace Scoring.Tuning.Reporting;

/// <summary>Numbers as people read them. They are rounded here and nowhere else.</summary>
internal static class Figures
{
    /// <summary>Whole, with thousands apart.</summary>
    public static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three digits and k or M, for where there is little room.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 999.5e6 => Digits(value / 1e9) + "G",
        >= 999.5e3 => Digits(value / 1e6) + "M",
        >= 999.5 => Digits(value / 1e3) + "k",
        _ => Digits(value),
    };

    /// <summary>A duration with three digits and its unit.</summary>
    public static string Duration(double seconds) => Math.Abs(seconds) switch
    {
        0 => "0 ms",
        < 0.9995e-3 => Digits(seconds * 1e6) + " µs",
        < 0.9995 => Digits(seconds * 1e3) + " ms",
        _ => Digits(seconds) + " s",
    };

    /// <summary>For columns: as many decimals as three digits need, zeros included.</summary>
    public static string Milliseconds(double seconds) => (seconds * 1e3).ToString(Math.Abs(seconds) switch { 0 => "0", < 9.995e-6 => "0.00000", < 99.95e-6 => "0.0000", < 0.9995e-3 => "0.000", < 9.995e-3 => "0.00", < 99.95e-3 => "0.0", _ => "N0" }, CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan duration) => Duration(duration.TotalSeconds);

    public static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Digits(double value) => value.ToString(
        Math.Abs(value) switch { 0 => "0", < 1 => "0.###", < 9.995 => "0.##", < 99.95 => "0.#", _ => "N0" }, CultureInfo.InvariantCulture);
}
