namespace Scoring.Tuning.Statistics;

/// <summary>Quantiles of few numbers.</summary>
internal static class Quantile
{
    /// <summary>What a median of distances is multiplied by to estimate the deviation of a normal distribution.</summary>
    public const double ToDeviation = 1.4826;

    /// <summary>The median; the mean of the two in the middle of an even number.</summary>
    /// <param name="values">1 or more, in any order.</param>
    public static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return MedianOfSorted(sorted);
    }

    /// <param name="sorted">1 or more, ascending.</param>
    public static double MedianOfSorted(ReadOnlySpan<double> sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>The smallest of the values that at least this share of them does not exceed.</summary>
    /// <param name="sorted">1 or more, ascending.</param>
    /// <param name="share">More than 0, at most 1.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
