namespace Scoring.Tuning.Knees;

/// <summary>A time for each request and a time for each row: what nearly every service takes, about. A curve is smoother when that is taken out of it first.</summary>
/// <param name="Fixed">Seconds for a request.</param>
/// <param name="PerRow">Seconds for each of its rows.</param>
internal readonly record struct LineTrend(double Fixed, double PerRow)
{
    /// <summary>Neither part is less than this share of the shortest time, so that the logarithm exists.</summary>
    private const double Least = 1e-3;

    public double At(int rows) => Fixed + (PerRow * rows);

    /// <summary>The line with the least squares of relative distances.</summary>
    /// <param name="rows">The sizes.</param>
    /// <param name="seconds">As many.</param>
    public static LineTrend Of(ReadOnlySpan<int> rows, ReadOnlySpan<double> seconds)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0, shortest = double.PositiveInfinity, least = double.PositiveInfinity;
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = 1 / (seconds[i] * seconds[i]);
            n += weight;
            x += weight * rows[i];
            y += weight * seconds[i];
            xx += weight * rows[i] * rows[i];
            xy += weight * rows[i] * seconds[i];
            shortest = Math.Min(shortest, seconds[i]);
            least = Math.Min(least, seconds[i] / rows[i]);
        }

        double spread = (n * xx) - (x * x);
        if (spread <= 1e-12 * n * xx) return new LineTrend(shortest, Least * least);
        return new LineTrend(Math.Max(((y * xx) - (x * xy)) / spread, Least * shortest), Math.Max(((n * xy) - (x * y)) / spread, Least * least));
    }
}
