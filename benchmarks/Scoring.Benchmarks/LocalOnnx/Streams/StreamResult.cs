namespace Scoring.Benchmarks.LocalOnnx.Streams;

/// <summary>An ordered stream of rows on one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="MaxInFlight">Most rows in flight.</param>
/// <param name="RawBatch">The batch size at which the raw loop is fastest.</param>
/// <param name="RawRowsPerSecond">The raw loop at that size, on as many threads as the client has lanes, median.</param>
/// <param name="RowsPerSecond">Median.</param>
/// <param name="OfRaw">Median over the rounds of the rate divided by the raw rate.</param>
/// <param name="BytesPerRow">Managed bytes per row, median.</param>
public sealed record StreamResult(
    string Model, int MaxInFlight, int RawBatch, double RawRowsPerSecond, double RowsPerSecond, double OfRaw, double BytesPerRow) : IModelResult;
