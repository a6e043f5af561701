namespace Scoring.Tuning.Knees;

/// <summary>The first size from which on ten percent more rows cost nine percent more time: where a row has no more to gain from company.</summary>
internal static class ElasticityKnee
{
    public const string Name = "elasticity";

    public const string Definition = "the first size at which the logarithm of the time rises by at least 0.9 times as much as that of the rows, on the smoothed curve";

    private const double Limit = 0.9;

    /// <summary>Sizes up to this many times smaller or larger count for the slope at one.</summary>
    private const double Width = 3;

    public static int? Find(TimeCurve curve)
    {
        for (int i = 0; i < curve.Count; i++)
        {
            if (SlopeAt(curve, i) >= Limit) return curve.Rows[i];
        }

        return null;
    }

    private static double SlopeAt(TimeCurve curve, int at)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (int i = 0; i < curve.Count; i++)
        {
            double distance = Math.Log((double)curve.Rows[i] / curve.Rows[at]);
            if (Math.Abs(distance) > Math.Log(Width)) continue;
            double time = Math.Log(curve.Seconds[i]);
            n++;
            x += distance;
            y += time;
            xx += distance * distance;
            xy += distance * time;
        }

        double spread = (n * xx) - (x * x);
        return n < 3 || spread <= 0 ? 0 : ((n * xy) - (x * y)) / spread;
    }
}
