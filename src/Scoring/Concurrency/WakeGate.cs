namespace Scoring.Concurrency;

/// <summary>
/// Lets one thread at a time take turns at what has to be done. Whoever finds it taken leaves word and goes: the thread inside takes another turn. Nobody waits,
/// so code of others may run inside, and may come back here.
/// </summary>
internal struct WakeGate
{
    /// <summary>Wakes since the gate was free; 0 when it is. Changed only by interlocked operations; the one that brings it from 0 to 1 is inside.</summary>
    private int _wakes;

    /// <summary>The wakes that the present turn answers. Only the thread inside uses it.</summary>
    private int _answered;

    /// <summary>True: the caller is inside, takes a turn, and then calls <see cref="TryLeave"/>. False: the thread inside takes another turn.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _wakes) != 1) return false;
        _answered = 1;
        return true;
    }

    /// <summary>True: the caller has left. False: somebody came meanwhile, and the caller takes another turn.</summary>
    public bool TryLeave()
    {
        // Read once: as soon as the gate is free, it is the next thread's.
        int answered = _answered;
        if (Interlocked.CompareExchange(ref _wakes, 0, answered) == answered) return true;
        _answered = Volatile.Read(ref _wakes);
        return false;
    }
}
