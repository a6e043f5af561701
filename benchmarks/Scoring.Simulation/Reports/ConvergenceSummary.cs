namespace Scoring.Simulation.Reports;

/// <summary>Requests until 90 % of the oracle's throughput.</summary>
/// <param name="Local">The slowest model; null when there is none.</param>
/// <param name="Remote">The slowest endpoint; null when there is none.</param>
/// <param name="Median">Of all.</param>
/// <param name="Never">Cells that did not get there.</param>
internal sealed record ConvergenceSummary(int? Local, int? Remote, int? Median, int Never)
{
    public static ConvergenceSummary Of(IReadOnlyCollection<CellReport> closed)
    {
        int[] reached = [.. closed.Select(static cell => cell.Convergence).OfType<int>().Order()];
        return new ConvergenceSummary(
            closed.Where(static cell => !cell.IsRemote).Max(static cell => cell.Convergence),
            closed.Where(static cell => cell.IsRemote).Max(static cell => cell.Convergence),
            reached.Length == 0 ? null : reached[reached.Length / 2],
            closed.Count - reached.Length);
    }
}
