using System.Globalization;

namespace Scoring.DependencyInjection;

/// <summary>Times as people write them: <c>25ms</c>, <c>1.5s</c>, <c>2m</c>, <c>1h</c>, or <c>00:00:05</c>.</summary>
internal static class TimeText
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    /// <remarks>A bare number is refused: .NET takes it for days, and people mean seconds or milliseconds.</remarks>
    public static bool TryParse(string text, out TimeSpan time)
    {
        foreach ((string unit, double seconds) in s_units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) return TryParseNumber(text[..^unit.Length], seconds, out time);
        }

        time = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time);
    }

    private static bool TryParseNumber(string number, double seconds, out TimeSpan time)
    {
        time = default;
        if (!double.TryParse(number.TrimEnd(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double value)) return false;
        if (Math.Abs(value * seconds) >= TimeSpan.MaxValue.TotalSeconds) return false;
        time = TimeSpan.FromTicks((long)Math.Round(value * seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
