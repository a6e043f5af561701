namespace Scoring.Tuning.Statistics;

/// <summary>The 95 % confidence interval of a median, from the values themselves: how many of n values lie below the true median is binomial, whatever their distribution
/// (Conover, "Practical Nonparametric Statistics"; the normal approximation of the ranks).</summary>
internal static class MedianInterval
{
    private const double Normal95 = 1.96;

    /// <param name="sorted">1 or more, ascending. Of fewer than 6 the interval is all of them, and covers less.</param>
    public static (double Low, double High) Of(ReadOnlySpan<double> sorted)
    {
        double reach = Normal95 * Math.Sqrt(sorted.Length) / 2;
        int low = Math.Max(0, (int)Math.Floor((sorted.Length / 2.0) - reach)), high = Math.Min(sorted.Length - 1, (int)Math.Ceiling((sorted.Length / 2.0) + reach));
        return (sorted[low], sorted[high]);
    }
}
