using Scoring.Tuning.Statistics;

namespace Scoring.Tuning.Knees;

/// <summary>The efficiency knee of noisy times, on the smooth curve through them, and how far it can be trusted: the share of bootstrap resamples of all points whose knee is near.</summary>
/// <param name="Knee">The knee in rows, not rounded.</param>
/// <param name="Flattery">By what factor the best rate of the curve is thought to be better than it is: the best of several noisy ones is. It is what the best of a resample is better by than the best of the sample
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

    /// <param name="fit">The curve.</param>
    /// <param name="random">Draws the resamples.</param>
    public static KneeEstimate Of(CurveFit fit, Random random)
    {
        double[][] resamples = Draw(fit, random);
        double flattery = FlatteryOf(fit, resamples), knee = EfficiencyKnee.Find(fit.Curve, flattery);
        double[] knees = [.. resamples.Select(seconds => EfficiencyKnee.Find(new TimeCurve(fit.Rows, seconds), flattery))];
        double near = knees.Count(other => IsNear(other, knee));
        Array.Sort(knees);
        return new KneeEstimate(knee, flattery, near / Resamples, Quantile.OfSorted(knees, LeftOut), Quantile.OfSorted(knees, 1 - LeftOut));
    }

    private static double[][] Draw(CurveFit fit, Random random)
    {
        var resamples = new double[Resamples][];
        for (int i = 0; i < Resamples; i++)
        {
            double[] drawn = resamples[i] = new double[fit.Times.Length];
            for (int j = 0; j < drawn.Length; j++) drawn[j] = BootstrapMedian.Draw(fit.Times[j], random);
            fit.Smooth(drawn, drawn);
        }

        return resamples;
    }

    private static double FlatteryOf(CurveFit fit, double[][] resamples)
    {
        TimeCurve curve = fit.Curve;
        double sum = 0;
        foreach (double[] seconds in resamples)
        {
            var resample = new TimeCurve(fit.Rows, seconds);
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
}
