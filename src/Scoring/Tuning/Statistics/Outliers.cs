namespace Scoring.Tuning.Statistics;

/// <summary>Tells what lies far from the median: further than 3.5 times the median of the distances, scaled so that it estimates a normal deviation (Hampel, "The influence curve and its
/// role in robust estimation", 1974; the factor is Iglewicz and Hoaglin's, 1993).</summary>
internal static class Outliers
{
    private const double Limit = 3.5;

    /// <summary>Of fewer values none is called an outlier.</summary>
    private const int Fewest = 5;

    /// <summary>Usual distances count as no less than this part of the median: however alike most values are, one that is a tenth longer is none that something else has caused, and belongs to their mean.</summary>
    private const double Grain = 0.03;

    /// <summary>Where the values that are none begin and end.</summary>
    /// <param name="sorted">Ascending.</param>
    public static (int Start, int End) Inliers(ReadOnlySpan<double> sorted)
    {
        if (sorted.Length < Fewest) return (0, sorted.Length);
        double median = Quantile.MedianOfSorted(sorted);
        var distances = new double[sorted.Length];
        for (int i = 0; i < sorted.Length; i++) distances[i] = Math.Abs(sorted[i] - median);
        double far = Limit * Math.Max(Quantile.ToDeviation * Quantile.Median(distances), Grain * Math.Abs(median));
        (int start, int end) = (0, sorted.Length);
        while (median - sorted[start] > far) start++;
        while (sorted[end - 1] - median > far) end--;
        return (start, end);
    }
}
