namespace Scoring.Benchmarks.Adaptive.Results;

/// <summary>Rows that come at random times, in microseconds from the time at which each was to come, medians over the rounds.</summary>
/// <param name="P50">Half of the rows took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
/// <param name="LagP99">So late at most were 99 of 100 rows handed to the client.</param>
/// <param name="P99OfBestFixed">Median over the rounds of the p99 divided by that of the fixed setting with the least.</param>
/// <param name="P99OfFastestFixed">The same, by that of the fixed setting with the most rows per second in closed loop.</param>
public sealed record OpenLoopResult(double P50, double P99, double LagP99, double P99OfBestFixed, double P99OfFastestFixed);
