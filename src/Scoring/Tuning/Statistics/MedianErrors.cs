namespace Scoring.Tuning.Statistics;

/// <summary>How far medians of few values may be off.</summary>
/// <remarks>The deviation of so few values is itself hardly known. All sets are of one machine, so each takes part of what they have in common (Smyth, "Linear models and empirical Bayes methods", 2004, on moderated variances).</remarks>
internal static class MedianErrors
{
    /// <summary>What all have in common counts as so many values.</summary>
    private const int Common = 4;

    /// <summary>A median's deviation is that much larger than a mean's.</summary>
    private const double OfMedian = 1.2533;

    /// <summary>No time is known better.</summary>
    private const double Least = 0.002;

    /// <summary>The standard error of each set's median, as a part of it.</summary>
    /// <param name="sets">Each 1 or more positive values, ascending.</param>
    public static double[] Of(ReadOnlySpan<double[]> sets)
    {
        var own = new double[sets.Length];
        var all = new List<double>();
        for (int i = 0; i < sets.Length; i++) own[i] = DeviationOf(sets[i], all);
        double common = all.Count == 0 ? Least : Quantile.ToDeviation * Quantile.Median([.. all]);
        var errors = new double[sets.Length];
        for (int i = 0; i < errors.Length; i++)
        {
            int n = sets[i].Length;
            double variance = ((Common * common * common) + ((n - 1) * own[i] * own[i])) / (Common + n - 1);
            errors[i] = Math.Max(Least, OfMedian * Math.Sqrt(variance / n));
        }

        return errors;
    }

    /// <summary>Of two values each is as far from their median as the other: the distances of a set are made larger, as the median is drawn towards its own values.</summary>
    private static double DeviationOf(double[] sorted, List<double> all)
    {
        if (sorted.Length < 2) return 0;
        double median = Quantile.MedianOfSorted(sorted), scale = Math.Sqrt(sorted.Length / (sorted.Length - 1.0)) / median;
        double[] distances = [.. sorted.Select(value => Math.Abs(value - median) * scale)];
        all.AddRange(distances);
        return Quantile.ToDeviation * Quantile.Median(distances);
    }
}
