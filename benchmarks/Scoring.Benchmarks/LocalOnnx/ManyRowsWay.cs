namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>One way to score many rows per call.</summary>
/// <param name="Name">What differs.</param>
/// <param name="Call">Scores the rows of the call with this number.</param>
/// <param name="Client">To be disposed.</param>
/// <param name="Floor">The share of the raw rate that must be reached; null where none is set.</param>
/// <param name="Aim">The share of the raw rate that is aimed at; null where none is set.</param>
internal sealed record ManyRowsWay(string Name, Func<int, ValueTask> Call, IAsyncDisposable Client, double? Floor, double? Aim);
