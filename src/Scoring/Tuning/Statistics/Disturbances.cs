namespace Scoring.Tuning.Statistics;

/// <summary>Leaves out what a machine that others use too has done to times: some of them are half as long again for milliseconds or seconds, and where it was more than half of a set the median would be theirs.</summary>
/// <remarks>Of each set the quickest quarter says where it is, and all sets together how far times lie apart when nothing happens. What is slower than both explain does not count; where nothing is, nothing is left out.</remarks>
internal static class Disturbances
{
    /// <summary>A time that is slower than the quickest quarter by so many deviations, and by this part, is disturbed.</summary>
    private const double Far = 4.5, Least = 0.1;

    /// <summary>The sets without those.</summary>
    /// <param name="sets">Each 1 or more positive values, ascending.</param>
    public static double[][] LeaveOut(ReadOnlySpan<double[]> sets)
    {
        var distances = new List<double>();
        foreach (double[] sorted in sets) distances.AddRange(DistancesBelow(sorted));
        double deviation = distances.Count == 0 ? 0 : Quantile.ToDeviation * Quantile.Median([.. distances]);
        double limit = 1 + Math.Max(Least, Far * deviation);
        var left = new double[sets.Length][];
        for (int i = 0; i < left.Length; i++)
        {
            double slowest = limit * Quantile.OfSorted(sets[i], 0.25);
            left[i] = [.. sets[i].TakeWhile(value => value <= slowest)];
        }

        return left;
    }

    /// <summary>How far the quicker half lies from the median, as parts of it: disturbances are on the other side.</summary>
    private static IEnumerable<double> DistancesBelow(double[] sorted)
    {
        double median = Quantile.MedianOfSorted(sorted);
        return sorted.Take(sorted.Length / 2).Select(value => 1 - (value / median));
    }
}
