namespace Scoring.Tests.Fakes;

/// <summary>Keeps what it is told of attempts. For tests on one thread.</summary>
internal sealed class AttemptCount : IAttemptSink
{
    public List<ScoringAttempt> Attempts { get; } = [];

    public void OnAttempt(in ScoringAttempt attempt) => Attempts.Add(attempt);
}
