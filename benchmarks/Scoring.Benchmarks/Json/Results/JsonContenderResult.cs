namespace Scoring.Benchmarks.Json.Results;

/// <summary>One way in one case.</summary>
/// <param name="Name">What did it.</param>
/// <param name="NanosecondsPerValue">The median over the rounds.</param>
/// <param name="GigabytesPerSecond">Of JSON, by that time.</param>
/// <param name="Slower">How many times slower than ours, the median of each round's ratio; 1 for ours.</param>
/// <param name="BytesPerBatch">Allocated, once warm.</param>
public sealed record JsonContenderResult(string Name, double NanosecondsPerValue, double GigabytesPerSecond, double Slower, double BytesPerBatch);
