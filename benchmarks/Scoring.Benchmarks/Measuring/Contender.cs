namespace Scoring.Benchmarks.Measuring;

/// <summary>Something to be measured beside others.</summary>
/// <param name="Name">What it is.</param>
/// <param name="RunAsync">Does the work for the given time; returns how many operations (rows or calls) per second it did.</param>
internal sealed record Contender(string Name, Func<TimeSpan, Task<double>> RunAsync);
