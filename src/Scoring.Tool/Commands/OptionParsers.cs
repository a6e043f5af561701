using System.CommandLine.Parsing;
using System.Globalization;

namespace Scoring.Tool.Commands;

/// <summary>Reads the values of options; what cannot be read is an error that names the option.</summary>
internal static class OptionParsers
{
    private const double SecondsPerDay = 86400, MostRate = 1e12;

    public static int? Number(ArgumentResult argument)
    {
        string text = TextOf(argument);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)) return number;
        argument.AddError($"{NameOf(argument)} is '{text}', {WhyNotWhole(text)}.");
        return null;
    }

    public static double? Rate(ArgumentResult argument)
    {
        string text = TextOf(argument);
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double rate) && rate is > 0 and < MostRate)
            return rate;
        argument.AddError($"{NameOf(argument)} is '{text}', not a number of rows per second above 0 and below {MostRate:0}, such as 20000.");
        return null;
    }

    /// <summary>Such as 1,8,50, in any number of options.</summary>
    public static int[]? Numbers(ArgumentResult argument)
    {
        var numbers = new List<int>();
        foreach (string text in argument.Tokens.SelectMany(static token => token.Value.Split(',')))
        {
            if (int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            {
                numbers.Add(number);
                continue;
            }

            argument.AddError($"{NameOf(argument)} has '{text}', {WhyNotWhole(text)}; give some such as 50,200,1000.");
            return null;
        }

        return [.. numbers.Distinct().Order()];
    }

    /// <summary>A share, such as 10% or 0.1.</summary>
    public static double? Share(ArgumentResult argument)
    {
        string text = TextOf(argument);
        bool isPercent = text.EndsWith('%');
        if (double.TryParse(isPercent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value / (isPercent ? 100 : 1) is >= 0 and < 1)
            return value / (isPercent ? 100 : 1);
        argument.AddError($"{NameOf(argument)} is '{text}', not a share from 0% to less than 100%, such as 10%.");
        return null;
    }

    /// <summary>A time from 1 ms to a day.</summary>
    public static TimeSpan? Time(ArgumentResult argument) => Time(argument, 0.001, "1ms");

    /// <summary>A time from 1 µs to a day.</summary>
    public static TimeSpan? ShortTime(ArgumentResult argument) => Time(argument, 0.000_001, "1us");

    private static TimeSpan? Time(ArgumentResult argument, double least, string leastText)
    {
        string text = TextOf(argument);
        (string number, double unit) = text switch
        {
            _ when text.EndsWith("us", StringComparison.Ordinal) || text.EndsWith("µs", StringComparison.Ordinal) => (text[..^2], 0.000_001),
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 0.001),
            _ when text.EndsWith('s') => (text[..^1], 1),
            _ when text.EndsWith('m') => (text[..^1], 60),
            _ when text.EndsWith('h') => (text[..^1], 3600),
            _ => (text, 0),
        };
        bool isRead = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        if (isRead && value * unit >= least * (1 - 1e-9) && value * unit <= SecondsPerDay) return TimeSpan.FromTicks((long)Math.Round(value * unit * TimeSpan.TicksPerSecond));
        argument.AddError(isRead && unit == 0
            ? $"{NameOf(argument)} is '{text}', which has no unit; give one of us, ms, s, m and h, such as {text}ms or {text}s."
            : $"{NameOf(argument)} is '{text}', not a time from {leastText} to 24h, such as 30s or 5ms.");
        return null;
    }

    private static string WhyNotWhole(string text) => text.Length > 0 && text.Trim().TrimStart('-', '+').All(char.IsAsciiDigit) ? "which is out of range" : "not a whole number";

    private static string TextOf(ArgumentResult argument) => argument.Tokens.Count > 0 ? argument.Tokens[0].Value : "";

    private static string? NameOf(ArgumentResult argument) => (argument.Parent as OptionResult)?.IdentifierToken?.Value;
}
