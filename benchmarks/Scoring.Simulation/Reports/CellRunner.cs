using System.Collections.Concurrent;
using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;
using Scoring.Simulation.Oracle;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Simulation.Rivals;

namespace Scoring.Simulation.Reports;

/// <summary>Runs a policy, the oracle and the rivals on a cell.</summary>
/// <param name="options">The client's options for a service.</param>
/// <param name="rivals">Who else is compared.</param>
/// <param name="stand">Who takes the client's place; null for the client itself.</param>
internal sealed class CellRunner(Func<ServiceProfile, ScoringClientOptions> options, IReadOnlyList<Rival> rivals, Rival? stand = null)
{
    /// <summary>The share of the oracle's throughput that counts as reached.</summary>
    private const double Converged = 0.9;

    /// <summary>Requests that show what was settled on.</summary>
    private const int LastBatches = 50;

    /// <summary>Cells on all processors, one thread each; what comes out does not depend on their number.</summary>
    public CellReport[] RunAll(IEnumerable<Cell> cells) =>
        [.. Partitioner.Create(cells, EnumerablePartitionerOptions.NoBuffering).AsParallel().Select(Run).OrderBy(static cell => cell.Number)];

    public CellReport Run(Cell cell)
    {
        OracleResult oracle = OracleSearch.Run(cell);
        (RunMetrics metrics, SentBatch[] batches) = RunPolicy(cell);
        bool hasUse = cell.Scenario.IsOverload && !cell.Profile.HasVaryingCapacity;
        SentBatch[] last = [.. batches.TakeLast(LastBatches)];
        return new CellReport
        {
            Number = cell.Number,
            Profile = cell.Profile.Name,
            Kind = cell.Profile.Kind.ToString().ToLowerInvariant(),
            Scenario = cell.Scenario.Name,
            Capacity = cell.Capacity,
            Goodput = metrics.Goodput,
            Oracle = oracle.Goodput,
            Ratio = Share(metrics.Goodput, oracle),
            P99 = metrics.P99,
            OracleP99 = oracle.P99,
            Cap = last.Length == 0 ? 0 : last.Max(static batch => batch.Rows),
            K = last.Length == 0 ? 0 : last.Max(static batch => batch.InFlight),
            MeanBatch = metrics.MeanBatch,
            Useful = hasUse ? metrics.Goodput / cell.Capacity : null,
            OracleUseful = hasUse ? oracle.Goodput / cell.Capacity : null,
            Convergence = cell.Scenario.IsClosed ? Convergence.Of(batches, Converged * oracle.EarlyThroughput) : null,
            IsRemote = cell.Profile.IsRemote,
            IsExtra = cell.Profile.IsExtra,
            Rivals = (cell.Profile.Partitions > 1 ? [] : rivals).ToDictionary(static rival => rival.Name, rival => RunRival(cell, rival, oracle)),
        };
    }

    private (RunMetrics Metrics, SentBatch[] Batches) RunPolicy(Cell cell)
    {
        if (stand is null)
        {
            ProductionRun production = ProductionSimulation.Run(cell, options(cell.Profile));
            return (production.Metrics, [.. production.Batches]);
        }

        LightRun light = LightSimulation.Run(cell, stand.Create(cell));
        return (light.ToMetrics(), [.. light.Batches.Select(static batch => batch.Sent)]);
    }

    private static RivalCell RunRival(Cell cell, Rival rival, OracleResult oracle)
    {
        RunMetrics metrics = LightSimulation.Run(cell, rival.Create(cell)).ToMetrics();
        return new RivalCell(metrics.Goodput, Share(metrics.Goodput, oracle), metrics.P99);
    }

    private static double Share(double goodput, OracleResult oracle) => oracle.Goodput > 0 ? Math.Min(goodput / oracle.Goodput, 1) : 1;
}
