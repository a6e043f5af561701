namespace Scoring.Benchmarks.Adaptive.Results;

/// <summary>Callers that each await the score of one row and go on with the next.</summary>
/// <param name="RowsPerSecond">Median over the rounds.</param>
/// <param name="OfBestFixed">Median over the rounds of the rate divided by that of the best fixed setting.</param>
public sealed record ClosedLoopResult(double RowsPerSecond, double OfBestFixed);
