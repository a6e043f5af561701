namespace Scoring.Simulation.Reports;

/// <summary>p99 as multiples of the oracle's over some cells.</summary>
/// <param name="Geomean">The geometric mean.</param>
/// <param name="Worst">The largest.</param>
/// <param name="Near">How many are at most 1.1.</param>
/// <param name="Cells">How many there are; those where nothing was served are left out.</param>
internal sealed record LatencySummary(double Geomean, double Worst, int Near, int Cells)
{
    public static LatencySummary Of(IEnumerable<double> ratios)
    {
        double[] known = [.. ratios.Where(double.IsFinite)];
        if (known.Length == 0) return new LatencySummary(double.NaN, double.NaN, 0, 0);
        return new LatencySummary(Math.Exp(known.Average(Math.Log)), known.Max(), known.Count(static ratio => ratio <= 1.1), known.Length);
    }
}
