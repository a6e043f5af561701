namespace Scoring.Tool.Comparison;

/// <summary>Whether samples tend to be smaller than others, by their ranks alone: one outlier counts no more than any other value.</summary>
/// <remarks>H. B. Mann and D. R. Whitney, On a Test of Whether One of Two Random Variables is Stochastically Larger than the Other (1947): exact by their recurrence where samples are few and differ,
/// else normal, with the correction for ties and for continuity.</remarks>
internal static class MannWhitney
{
    private const int MostForExact = 40;

    /// <summary>The probability that samples of the same distribution lie as far below, or further, as these do.</summary>
    /// <param name="samples">Those that may be smaller; one or more.</param>
    /// <param name="others">Those they are compared with; one or more.</param>
    public static double ProbabilityOfLess(IReadOnlyCollection<double> samples, IReadOnlyCollection<double> others)
    {
        ArgumentOutOfRangeException.ThrowIfZero(samples.Count);
        ArgumentOutOfRangeException.ThrowIfZero(others.Count);
        double larger = 0;
        foreach (double sample in samples)
        {
            foreach (double other in others) larger += sample > other ? 1 : sample == other ? 0.5 : 0;
        }

        int[] ties = [.. samples.Concat(others).GroupBy(static value => value).Select(static group => group.Count()).Where(static count => count > 1)];
        return ties.Length == 0 && samples.Count + others.Count <= MostForExact
            ? Exact(samples.Count, others.Count, (int)larger)
            : Normal(samples.Count, others.Count, larger, ties);
    }

    /// <summary>The share of all orders of n and m values in which at most so many pairs have the first one larger.</summary>
    private static double Exact(int n, int m, int larger)
    {
        // counts[i][u]: orders of i values of the first kind and j of the second, j growing, with u such pairs. Whichever is last: one of the first kind is larger than all j of the second.
        double[][] counts = [.. Enumerable.Range(0, n + 1).Select(_ => new double[(n * m) + 1])];
        foreach (double[] count in counts) count[0] = 1;
        for (int j = 1; j <= m; j++)
        {
            for (int i = 1; i <= n; i++)
            {
                for (int u = (n * m); u >= j; u--) counts[i][u] = counts[i][u] + counts[i - 1][u - j];
            }
        }

        return counts[n].Take(larger + 1).Sum() / counts[n].Sum();
    }

    private static double Normal(double n, double m, double larger, int[] ties)
    {
        double total = n + m, pairs = n * m;
        double tied = ties.Sum(static count => ((double)count * count * count) - count) / (total * (total - 1));
        double variance = pairs / 12 * (total + 1 - tied);
        return variance <= 0 ? 1 : BelowNormal((larger + 0.5 - (pairs / 2)) / Math.Sqrt(variance));
    }

    /// <summary>The share of the normal distribution below z, by the continued fraction of its tail (Abramowitz and Stegun 26.2.14) and, near the middle, its power series (26.2.11).</summary>
    private static double BelowNormal(double z)
    {
        double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(z) < 4) return 0.5 + (density * Series(z));
        double fraction = 0;
        for (int k = 60; k >= 1; k--) fraction = k / (Math.Abs(z) + fraction);
        double tail = density / (Math.Abs(z) + fraction);
        return z < 0 ? tail : 1 - tail;
    }

    private static double Series(double z)
    {
        double term = z, sum = z;
        for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum) && k < 400; k += 2) sum += term *= z * z / k;
        return sum;
    }
}
