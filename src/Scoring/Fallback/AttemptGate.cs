namespace Scoring.Fallback;

/// <summary>Lets attempts through as long as the request that they are of is not answered: a request that lost goes on for a while, and its sink may serve another by then.</summary>
internal sealed class AttemptGate(IAttemptSink sink) : IAttemptSink
{
    private readonly Lock _lock = new();

    /// <summary>Under <see cref="_lock"/>.</summary>
    private bool _isClosed;

    public void OnAttempt(in ScoringAttempt attempt)
    {
        lock (_lock)
        {
            // The sink is quick and calls nobody, as it says.
            if (!_isClosed) sink.OnAttempt(in attempt);
        }
    }

    /// <summary>From here on the sink hears nothing.</summary>
    public void Close()
    {
        lock (_lock) _isClosed = true;
    }
}
