namespace Scoring.Benchmarks.LocalOnnx.ManyRows;

/// <summary>One way of binding rows.</summary>
/// <param name="Way">Its name.</param>
/// <param name="RowsPerSecond">Median.</param>
/// <param name="OfRaw">Median over the rounds of the rate divided by the raw rate.</param>
/// <param name="BytesPerRow">Managed bytes per row.</param>
public sealed record WayResult(string Way, double RowsPerSecond, double OfRaw, double BytesPerRow);
