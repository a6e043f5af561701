namespace Scoring.Benchmarks.LocalOnnx.ManyRows;

/// <summary>One way to score many rows per call.</summary>
/// <param name="Name">What differs.</param>
/// <param name="Call">Scores the rows of the call with this number.</param>
/// <param name="Client">To be disposed.</param>
internal sealed record ManyRowsWay(string Name, Func<int, ValueTask> Call, IAsyncDisposable Client);
