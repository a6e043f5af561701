namespace Scoring.Tuning.Knees;

/// <summary>The point of the rate curve that is furthest above its chord (Satopää and others, "Finding a 'Kneedle' in a Haystack", 2011). For comparison only: it moves when a size is added at the end.</summary>
internal static class Kneedle
{
    public const string Name = "Kneedle";

    public const string Definition = "the size whose rows per second are furthest above the straight line from the smallest to the largest size, both axes scaled to 0 … 1";

    public static int? Find(TimeCurve curve)
    {
        if (curve.Count < 3) return null;
        double low = curve.Rate(0), high = curve.Rate(curve.Best);
        if (high <= low) return null;
        (double furthest, int at) = (0, -1);
        for (int i = 1; i + 1 < curve.Count; i++)
        {
            double x = (double)(curve.Rows[i] - curve.Rows[0]) / (curve.Rows[^1] - curve.Rows[0]), above = ((curve.Rate(i) - low) / (high - low)) - x;
            if (above > furthest) (furthest, at) = (above, i);
        }

        return at < 0 ? null : curve.Rows[at];
    }
}
