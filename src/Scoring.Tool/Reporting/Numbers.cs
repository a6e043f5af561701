using System.Globalization;

namespace Scoring.Tool.Reporting;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long count, string unit) => $"{Number(count)} {unit}{(count == 1 ? "" : "s")}";

    public static string Percent(double share) => (share * 100).ToString(Math.Abs(share) < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";

    /// <summary>In the unit in which it has few digits.</summary>
    public static string Time(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => Digits(time.TotalMicroseconds, "µs"),
        < 1000 => Digits(time.TotalMilliseconds, "ms"),
        < 120_000 => Digits(time.TotalSeconds, "s"),
        _ => Digits(time.TotalMinutes, "min"),
    };

    public static string Bytes(double bytes) => bytes switch
    {
        < 1000 => $"{Number(bytes)} bytes",
        < 1e6 => Digits(bytes / 1e3, "KB"),
        _ => Digits(bytes / 1e6, "MB"),
    };

    private static string Digits(double value, string unit) =>
        $"{value.ToString(value < 10 ? "0.##" : value < 100 ? "0.#" : "N0", CultureInfo.InvariantCulture)} {unit}";
}
