namespace Scoring.Batching.Calls;

/// <summary>Lets workers touch the caller's rows and scores only until the call has ended, without a lock.</summary>
internal struct RowGate
{
    /// <summary>Set once the call has ended.</summary>
    private const int Ended = int.MinValue;

    /// <summary>Workers inside, and the <see cref="Ended"/> bit. Changed only by interlocked operations.</summary>
    private int _state;

    public void Reset() => Volatile.Write(ref _state, 0);

    /// <summary>False when the call has ended: its memory must not be touched.</summary>
    public bool TryEnter()
    {
        int state = Volatile.Read(ref _state);
        while (state >= 0)
        {
            int seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state) return true;
            state = seen;
        }

        return false;
    }

    /// <summary>True for exactly the worker that was the last one inside an ended call: it has to tell the caller.</summary>
    public bool Exit() => Interlocked.Decrement(ref _state) == Ended;

    /// <summary>Ends the call. True when nobody is inside, and so nobody else will tell the caller.</summary>
    public bool End() => Interlocked.Or(ref _state, Ended) == 0;
}
