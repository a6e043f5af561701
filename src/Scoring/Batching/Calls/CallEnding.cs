namespace Scoring.Batching.Calls;

/// <summary>How the present use of a pooled call ends. The first to claim its end decides, and a claim that is meant for an earlier use fails.</summary>
internal struct CallEnding
{
    private const int EndBits = 4;
    private const long EndMask = (1 << EndBits) - 1;

    /// <summary>The number of the use, and below it a <see cref="CallEnd"/>. Begun by the caller's thread; ended by one interlocked exchange.</summary>
    private long _state;

    /// <summary>The number of the present use.</summary>
    public readonly long Use => Volatile.Read(in _state) >> EndBits;

    /// <summary>A <see cref="CallEnd"/>.</summary>
    public readonly int End => (int)(Volatile.Read(in _state) & EndMask);

    /// <summary>Begins the next use. Everything the call needs is written before: from now on it can be ended.</summary>
    public void Begin() => Volatile.Write(ref _state, (Use + 1) << EndBits);

    /// <summary>True for exactly one claim per use.</summary>
    public bool TryClaim(long use, int end) => Interlocked.CompareExchange(ref _state, (use << EndBits) | (long)end, use << EndBits) == use << EndBits;
}
