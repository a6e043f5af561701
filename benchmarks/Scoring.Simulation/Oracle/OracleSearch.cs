using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;
using Scoring.Simulation.Policies;

namespace Scoring.Simulation.Oracle;

/// <summary>Finds the best fixed settings of a cell by trying all.</summary>
internal static class OracleSearch
{
    private const double NearBest = 0.99;

    public static OracleResult Run(Cell cell)
    {
        if (cell.Profile.Partitions > 1) return PartitionedOracle.Run(cell);
        FixedSettings[] grid = [.. OracleGrid.For(cell)];
        double[] goodput = [.. grid.Select(settings => RunOne(cell, settings).Goodput)];
        double best = goodput.Max();
        double p99 = grid.Where((_, index) => goodput[index] >= NearBest * best).Min(settings => RunOne(cell, settings).Quantile(0.99));
        FixedSettings winner = grid[Array.IndexOf(goodput, best)];
        return new OracleResult(winner, best, p99, EarlyThroughput(cell, RunOne(cell, winner)));
    }

    private static LightRun RunOne(Cell cell, FixedSettings settings) => LightSimulation.Run(cell, new FixedPolicy(cell, settings));

    private static double EarlyThroughput(Cell cell, LightRun run)
    {
        long end = cell.Profile.Shifts is [var first, ..] ? (long)(first.At * SimulatedTime.RunTicks) : SimulatedTime.RunTicks;
        if (end <= SimulatedTime.MeasuredFromTicks) end = SimulatedTime.RunTicks;
        long rows = run.Batches.Where(batch => batch.IsMeasured && batch.SentAt < end).Sum(static batch => (long)batch.Rows);
        return rows / SimulatedTime.ToSeconds(end - SimulatedTime.MeasuredFromTicks);
    }
}
