using System.Globalization;
using Scoring.Tool.Reporting;

namespace Scoring.Tool.Comparison;

/// <summary>A change as people read it.</summary>
internal static class BaselineText
{
    /// <summary>Less has no digits that say anything.</summary>
    private const double Least = 0.001;

    public static string Of(SettingChange change) => string.Create(CultureInfo.InvariantCulture, $"{Numbers.Number(change.Before)} → {Numbers.Number(change.Now)} rows/s ({Share(change)}, p {(change.Probability < Least ? "< 0.001" : FormattableString.Invariant($"= {change.Probability:0.###}"))})");

    /// <summary>With a sign.</summary>
    public static string Share(SettingChange change) => string.Create(CultureInfo.InvariantCulture, $"{change.Share * 100:+0.0;−0.0;0.0} %");
}
