namespace Scoring.Benchmarks.Measuring;

/// <summary>Something to be measured beside others.</summary>
/// <typeparam name="T">The figure, such as rows per second.</typeparam>
/// <param name="Name">What it is.</param>
/// <param name="RunAsync">Does the work for the given time; returns the figure.</param>
internal sealed record Contender<T>(string Name, Func<TimeSpan, Task<T>> RunAsync);
