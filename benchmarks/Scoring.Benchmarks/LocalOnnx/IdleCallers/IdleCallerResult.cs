namespace Scoring.Benchmarks.LocalOnnx.IdleCallers;

/// <summary>One caller that awaits one row, pauses, and awaits the next, on one model. All times in microseconds, medians over the rounds.</summary>
/// <param name="Model">The model.</param>
/// <param name="GapMicroseconds">The pause.</param>
/// <param name="RawP50">Raw Run of one row with the same pauses.</param>
/// <param name="RawP99">The same.</param>
/// <param name="P50">From the call to the continuation that has the score.</param>
/// <param name="P99">The same.</param>
/// <param name="P50OverRaw">The difference of the two in each round.</param>
public sealed record IdleCallerResult(string Model, double GapMicroseconds, double RawP50, double RawP99, double P50, double P99, double P50OverRaw) : IModelResult;
