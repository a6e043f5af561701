using System.Collections.Concurrent;

namespace Scoring.Onnx.Tests.Support;

/// <summary>Keeps what it is told of attempts.</summary>
internal sealed class AttemptLog : IAttemptSink
{
    private readonly ConcurrentQueue<ScoringAttempt> _attempts = [];

    public IReadOnlyList<ScoringAttempt> Attempts => [.. _attempts];

    public void OnAttempt(in ScoringAttempt attempt) => _attempts.Enqueue(attempt);
}
