namespace Scoring.Benchmarks.LocalOnnx.ManyRows;

/// <summary>Many rows per call on one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="MaxBatchCount">The client's setting.</param>
/// <param name="RawBatch">The batch size at which the raw loop is fastest.</param>
/// <param name="RawRowsPerSecond">The raw loop at that size, on as many threads as the client has lanes, median.</param>
/// <param name="SingleRowsPerSecond">The raw loop with one row per Run, on as many threads, median.</param>
/// <param name="Ways">The client, by way of binding.</param>
public sealed record ManyRowsResult(
    string Model, int MaxBatchCount, int RawBatch, double RawRowsPerSecond, double SingleRowsPerSecond, IReadOnlyList<WayResult> Ways) : IModelResult
{
    public WayResult With(string way) => Ways.Single(w => w.Way == way);
}
