namespace Scoring.Tuning.Knees;

/// <summary>Where two lines fit the times much better than one: better by more than 6 by the Bayesian information criterion (Schwarz, "Estimating the dimension of a model", 1978).</summary>
internal static class TwoSegments
{
    public const string Name = "two segments";

    public const string Definition = "where two straight lines of time over rows meet, if they fit better than one by more than 6 (Bayesian information criterion)";

    private const double LeastGain = 6;

    /// <summary>A line needs at least so many points.</summary>
    private const int Fewest = 3;

    /// <summary>Parameters of one line, and of two with the place where they meet.</summary>
    private const int OneLine = 2, TwoLines = 5;

    public static int? Find(TimeCurve curve)
    {
        if (curve.Count < 2 * Fewest) return null;
        double one = Criterion(ErrorOfLine(curve, 0, curve.Count), curve.Count, OneLine), least = double.PositiveInfinity;
        int at = 0;
        for (int i = Fewest; i <= curve.Count - Fewest; i++)
        {
            double two = Criterion(ErrorOfLine(curve, 0, i) + ErrorOfLine(curve, i, curve.Count), curve.Count, TwoLines);
            if (two < least) (least, at) = (two, i - 1);
        }

        return one - least > LeastGain ? curve.Rows[at] : null;
    }

    private static double Criterion(double error, int points, int parameters) => (points * Math.Log(Math.Max(error, 1e-12) / points)) + (parameters * Math.Log(points));

    /// <summary>The sum of the squares of the relative errors, at its least.</summary>
    private static double ErrorOfLine(TimeCurve curve, int from, int to)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (int i = from; i < to; i++)
        {
            double weight = 1 / (curve.Seconds[i] * curve.Seconds[i]);
            n += weight;
            x += weight * curve.Rows[i];
            y += weight * curve.Seconds[i];
            xx += weight * curve.Rows[i] * curve.Rows[i];
            xy += weight * curve.Rows[i] * curve.Seconds[i];
            yy += weight * curve.Seconds[i] * curve.Seconds[i];
        }

        double spread = xx - (x * x / n), slope = spread <= 1e-12 * xx ? 0 : (xy - (x * y / n)) / spread;
        return Math.Max(0, yy - (y * y / n) - (slope * (xy - (x * y / n))));
    }
}
