using Scoring.Tuning.Statistics;

namespace Scoring.Tuning.Knees;

/// <summary>The efficiency knee of noisy times, and how far it can be trusted: the share of bootstrap resamples of all points whose knee is near, times how far two readings agree.</summary>
/// <param name="Knee">The knee in rows, not rounded.</param>
/// <param name="Flattery">By what factor the best measured rate is thought to be better than it is: the best of several noisy ones is. It is what the best of a resample is better by than the best of the sample
/// (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, on bias).</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Low">Of the resamples' knees the one that 5 % do not exceed.</param>
/// <param name="High">And the one that 95 % do not exceed.</param>
internal readonly record struct KneeEstimate(double Knee, double Flattery, double Confidence, double Low, double High)
{
    /// <summary>From this confidence on a knee is clear.</summary>
    public const double Clear = 0.8;

    private const int Resamples = 500;

    /// <summary>A resample's knee is near when it is less than this factor smaller or larger.</summary>
    private const double Near = 1.15;

    /// <summary>Of the knees of all resamples the interval leaves out this share on each side.</summary>
    private const double LeftOut = 0.05;

    /// <summary>With readings this factor apart half of the confidence is lost, and with a greater one no more.</summary>
    private const double Apart = 1.5;

    /// <summary>Below, whole numbers are further apart than readings.</summary>
    private const double Coarse = 16;

    /// <param name="rows">The sizes, ascending.</param>
    /// <param name="times">Of each size the times, ascending.</param>
    /// <param name="random">Draws the resamples.</param>
    public static KneeEstimate Of(ReadOnlySpan<int> rows, ReadOnlySpan<double[]> times, Random random)
    {
        var medians = new double[rows.Length];
        for (int i = 0; i < medians.Length; i++) medians[i] = Quantile.MedianOfSorted(times[i]);
        var curve = new TimeCurve(rows, medians);
        double[][] resamples = Draw(times, random);
        double flattery = FlatteryOf(curve, resamples), knee = Read(curve, flattery);
        var knees = new double[Resamples];
        for (int i = 0; i < Resamples; i++) knees[i] = Read(new TimeCurve(rows, resamples[i]), flattery);
        double near = knees.Count(other => IsNear(other, knee));
        Array.Sort(knees);
        return new KneeEstimate(knee, flattery, near / Resamples * Agreement(curve, knee, flattery), Quantile.OfSorted(knees, LeftOut), Quantile.OfSorted(knees, 1 - LeftOut));
    }

    /// <summary>Two readings that agree are put together: the second one has less noise, the first one sees steps and bends.</summary>
    private static double Read(TimeCurve curve, double flattery)
    {
        double knee = EfficiencyKnee.Find(curve, flattery);
        return knee >= Coarse && SmoothKnee.Find(curve, knee, flattery) is { } smooth && IsNear(smooth, knee) ? Math.Sqrt(knee * smooth) : knee;
    }

    private static double[][] Draw(ReadOnlySpan<double[]> times, Random random)
    {
        var resamples = new double[Resamples][];
        for (int i = 0; i < Resamples; i++)
        {
            resamples[i] = new double[times.Length];
            for (int j = 0; j < times.Length; j++) resamples[i][j] = BootstrapMedian.Draw(times[j], random);
        }

        return resamples;
    }

    private static double FlatteryOf(TimeCurve curve, double[][] resamples)
    {
        double sum = 0;
        foreach (double[] seconds in resamples)
        {
            var resample = new TimeCurve(curve.Rows, seconds);
            sum += resample.Rate(resample.Best);
        }

        return Math.Max(1, sum / resamples.Length / curve.Rate(curve.Best));
    }

    /// <summary>Whole numbers are compared, as the knee is one: of 1 and 2 neither is near the other.</summary>
    private static bool IsNear(double one, double other)
    {
        double ratio = Math.Ceiling(one - 1e-9) / Math.Ceiling(other - 1e-9);
        return ratio is <= Near and >= 1 / Near;
    }

    private static double Agreement(TimeCurve curve, double knee, double flattery)
    {
        if (SmoothKnee.Find(curve, knee, flattery) is not { } smooth || IsNear(smooth, knee)) return 1;
        double beyond = (Math.Abs(Math.Log(smooth / knee)) - Math.Log(Near)) / (Math.Log(Apart) - Math.Log(Near));
        return 1 - (0.5 * Math.Clamp(beyond, 0, 1));
    }
}
