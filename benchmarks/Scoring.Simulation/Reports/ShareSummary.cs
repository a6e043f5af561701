namespace Scoring.Simulation.Reports;

/// <summary>Shares of the oracle's goodput over some cells.</summary>
/// <param name="Mean">Of all.</param>
/// <param name="P10">One in ten is no better.</param>
/// <param name="Worst">Of all.</param>
/// <param name="Near">How many are at least 0.97.</param>
/// <param name="Cells">How many there are.</param>
internal sealed record ShareSummary(double Mean, double P10, double Worst, int Near, int Cells)
{
    public static ShareSummary Of(IEnumerable<double> shares)
    {
        double[] sorted = [.. shares.Order()];
        if (sorted.Length == 0) return new ShareSummary(double.NaN, double.NaN, double.NaN, 0, 0);
        int tenth = Math.Max((int)Math.Ceiling(0.1 * sorted.Length) - 1, 0);
        return new ShareSummary(sorted.Average(), sorted[tenth], sorted[0], sorted.Count(static share => share >= 0.97), sorted.Length);
    }
}
