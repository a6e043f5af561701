namespace Scoring.Tuning.Sweep;

/// <summary>Counts attempts that failed, also those that a stage has sent again, so that their request succeeded in the end.</summary>
internal sealed class FailedAttempts : IAttemptSink
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void OnAttempt(in ScoringAttempt attempt)
    {
        if (!attempt.Succeeded) Interlocked.Increment(ref _count);
    }
}
