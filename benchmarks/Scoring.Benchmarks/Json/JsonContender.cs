namespace Scoring.Benchmarks.Json;

/// <summary>One way of doing what a case is about.</summary>
/// <param name="Name">What does it; ours comes first.</param>
/// <param name="Run">Does it once, over all rows.</param>
internal sealed record JsonContender(string Name, Action Run);
