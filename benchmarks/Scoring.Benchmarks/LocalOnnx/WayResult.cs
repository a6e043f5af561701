namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>One way of binding rows.</summary>
/// <param name="Way">Its name.</param>
/// <param name="RowsPerSecond">Median.</param>
/// <param name="OfRaw">Median over the rounds of the rate divided by the raw rate.</param>
/// <param name="BytesPerRow">Managed bytes per row.</param>
/// <param name="Floor">The share of the raw rate that must be reached; null where none is set.</param>
/// <param name="Aim">The share of the raw rate that is aimed at; null where none is set.</param>
public sealed record WayResult(string Way, double RowsPerSecond, double OfRaw, double BytesPerRow, double? Floor, double? Aim);
