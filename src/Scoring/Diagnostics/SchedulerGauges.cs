namespace Scoring.Diagnostics;

/// <summary>What the gauges of a client show.</summary>
/// <param name="Backlog">Rows that wait.</param>
/// <param name="InFlight">Requests in flight.</param>
/// <param name="ParallelLimit">Most requests in flight; null when there is no limit over all partitions.</param>
/// <param name="Cap">Rows that a request is filled to.</param>
/// <param name="DelaySeconds">How long the oldest row has waited; null when that is not known.</param>
internal readonly record struct SchedulerGauges(long Backlog, int InFlight, long? ParallelLimit, int Cap, double? DelaySeconds);
