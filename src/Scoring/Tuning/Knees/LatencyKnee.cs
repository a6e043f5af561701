namespace Scoring.Tuning.Knees;

/// <summary>The size after which latency rises: up to it a request takes at most half as long again as one of the quickest size.</summary>
internal static class LatencyKnee
{
    public const string Name = "latency knee";

    public const string Definition = "the most rows per request up to which every request takes at most 1.5 times as long as the quickest size: the size after which latency rises";

    private const double Rise = 1.5;

    public static int Find(TimeCurve curve)
    {
        double quick = double.PositiveInfinity;
        foreach (double seconds in curve.Seconds) quick = Math.Min(quick, seconds);
        double limit = Rise * quick;
        int i = 0;
        while (i < curve.Count && curve.Seconds[i] <= limit) i++;
        if (i == 0 || i == curve.Count) return curve.Rows[Math.Max(0, i - 1)];
        double part = Math.Log(limit / curve.Seconds[i - 1]) / Math.Log(curve.Seconds[i] / curve.Seconds[i - 1]);
        return (int)(curve.Rows[i - 1] * Math.Pow((double)curve.Rows[i] / curve.Rows[i - 1], part));
    }
}
