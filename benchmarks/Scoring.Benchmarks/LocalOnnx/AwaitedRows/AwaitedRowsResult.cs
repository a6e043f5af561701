namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows;

/// <summary>Awaited single rows on one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="MaxBatchCount">The client's setting.</param>
/// <param name="RawBatch">The batch size at which the raw loop is fastest.</param>
/// <param name="RawRowsPerSecond">The raw loop at that size, on as many threads as the client has lanes, median.</param>
/// <param name="SingleRowsPerSecond">The raw loop with one row per Run, on as many threads, median.</param>
/// <param name="Callers">The client, by number of callers and kind of continuation.</param>
public sealed record AwaitedRowsResult(
    string Model, int MaxBatchCount, int RawBatch, double RawRowsPerSecond, double SingleRowsPerSecond, IReadOnlyList<CallersResult> Callers) : IModelResult
{
    /// <summary>Many callers of a batcher with none of the client's features; null where it was not measured.</summary>
    public CallersResult? Bare { get; init; }

    public CallersResult With(int callers, bool synchronous) => Callers.Single(c => c.Callers == callers && c.SynchronousContinuations == synchronous);
}
