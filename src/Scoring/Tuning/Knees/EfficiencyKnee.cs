namespace Scoring.Tuning.Knees;

/// <summary>The smallest size with at least 90 % of the most rows per second. Between two measured sizes the rate is taken to follow a power of the rows.</summary>
internal static class EfficiencyKnee
{
    /// <summary>Of the most rows per second.</summary>
    public const double Share = 0.9;

    public const string Definition = "the smallest number of rows per request with at least 90 % of the most rows per second";

    /// <summary>The knee in rows, not rounded: the true one is the next whole number.</summary>
    /// <param name="curve">The times.</param>
    /// <param name="flattery">By what factor the best of the measured rates is thought to be better than it is.</param>
    public static double Find(TimeCurve curve, double flattery = 1)
    {
        int passes = FirstThatPasses(curve, out double enough, flattery);
        return passes == 0 ? curve.Rows[0] : Crossing(curve, passes, enough);
    }

    /// <summary>The first measured size with enough rows per second; the knee lies between the size before and this one.</summary>
    public static int FirstThatPasses(TimeCurve curve, out double enough, double flattery = 1)
    {
        enough = Share * curve.Rate(curve.Best) / flattery;
        int i = 0;
        while (curve.Rate(i) < enough) i++;
        return i;
    }

    private static double Crossing(TimeCurve curve, int passes, double enough)
    {
        double low = curve.Rate(passes - 1), high = curve.Rate(passes);
        double part = Math.Log(enough / low) / Math.Log(high / low);
        return curve.Rows[passes - 1] * Math.Pow((double)curve.Rows[passes] / curve.Rows[passes - 1], part);
    }
}
