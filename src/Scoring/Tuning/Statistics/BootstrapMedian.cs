namespace Scoring.Tuning.Statistics;

/// <summary>The median of a bootstrap resample, without resampling: it is one of the values, and its rank follows a beta distribution (Efron, "Bootstrap methods: another look at the
/// jackknife", 1979, remark on medians), which for 7 values and more is nearly normal.</summary>
internal static class BootstrapMedian
{
    /// <param name="sorted">1 or more, ascending.</param>
    /// <param name="random">Decides.</param>
    public static double Draw(ReadOnlySpan<double> sorted, Random random)
    {
        int n = sorted.Length;
        double rank = (n * (0.5 + (NormalOf(random) / (2 * Math.Sqrt(n + 2))))) - 0.5;
        int below = Math.Clamp((int)Math.Floor(rank), 0, n - 1), above = Math.Min(below + 1, n - 1);
        return sorted[below] + (Math.Clamp(rank - below, 0, 1) * (sorted[above] - sorted[below]));
    }

    /// <summary>Mean 0, deviation 1 (Box and Muller).</summary>
    private static double NormalOf(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
