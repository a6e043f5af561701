namespace Scoring.Simulation.Production;

/// <summary>What came out of a run of the real client.</summary>
/// <param name="Metrics">In numbers.</param>
/// <param name="Batches">The requests sent within the run.</param>
/// <param name="SlowestRows">Ticks from arrival to score of the slowest row of each.</param>
internal sealed record ProductionRun(RunMetrics Metrics, IReadOnlyList<SentBatch> Batches, IReadOnlyList<long> SlowestRows);
