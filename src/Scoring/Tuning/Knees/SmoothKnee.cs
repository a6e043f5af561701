namespace Scoring.Tuning.Knees;

/// <summary>A second reading of <see cref="EfficiencyKnee"/>: where a line through the logarithms of the rates around it reaches 90 %. Where the two differ, single points decide, and the answer is not to be trusted.</summary>
internal static class SmoothKnee
{
    /// <summary>Sizes up to this many times smaller or larger count.</summary>
    private const double Width = 2.2;

    /// <summary>Null where too few sizes are near, or the rates around do not rise.</summary>
    /// <param name="curve">The times.</param>
    /// <param name="knee">The first reading.</param>
    /// <param name="flattery">By what factor the best rate is better than it is.</param>
    public static double? Find(TimeCurve curve, double knee, double flattery)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        int best = curve.Best, count = 0;
        for (int i = 0; i <= best; i++)
        {
            double distance = Math.Log(curve.Rows[i] / knee), far = Math.Abs(distance) / Math.Log(Width);
            if (far >= 1) continue;
            double weight = 1 - (far * far), rate = Math.Log(curve.Rate(i));
            count++;
            n += weight;
            x += weight * distance;
            y += weight * rate;
            xx += weight * distance * distance;
            xy += weight * distance * rate;
        }

        double spread = (n * xx) - (x * x);
        if (count < 3 || spread <= 1e-9 * n * n) return null;
        double slope = ((n * xy) - (x * y)) / spread;
        if (slope <= 0.01) return null;
        double level = (y - (slope * x)) / n;
        return knee * Math.Exp((Math.Log(EfficiencyKnee.Share * curve.Rate(best) / flattery) - level) / slope);
    }
}
