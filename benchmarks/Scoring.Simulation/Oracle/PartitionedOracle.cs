using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Policies;
using Scoring.Simulation.Production;

namespace Scoring.Simulation.Oracle;

/// <summary>The best fixed settings for several partitions, which the light simulation does not know: a small grid of the client itself.</summary>
internal static class PartitionedOracle
{
    private static readonly int[] s_rows = [16, 32, 64, 128, 256];
    private static readonly int[] s_inFlight = [1, 2];

    public static OracleResult Run(Cell cell)
    {
        var runs = (from inFlight in s_inFlight from rows in s_rows select new FixedSettings(rows, InFlight: inFlight))
            .Select(settings => (Settings: settings, ProductionSimulation.Run(cell, FixedOptions.Of(settings)).Metrics)).ToArray();
        (FixedSettings settings, RunMetrics metrics) = runs.MaxBy(static run => run.Metrics.Goodput);
        double p99 = runs.Where(run => run.Metrics.Goodput >= 0.99 * metrics.Goodput).Min(static run => run.Metrics.P99);
        return new OracleResult(settings, metrics.Goodput, p99, metrics.Rows / SimulatedTime.MeasuredSeconds);
    }
}
