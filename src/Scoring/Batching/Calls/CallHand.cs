using Scoring.Concurrency;

namespace Scoring.Batching.Calls;

/// <summary>The call that the calling thread has put back last. Whoever goes on with a score mostly submits the next row at once: then this call is used again, with no interlocked operation.</summary>
/// <remarks>Such an operation waits until all that the thread has written before has reached its core's cache, and the rows of a request mostly come from another core's.</remarks>
internal sealed class CallHand
{
    [ThreadStatic]
    private static CallHand? s_mine;

    /// <summary>Whose call it is or was. Used by one thread only, as all here.</summary>
    private CallPool? _pool;

    /// <summary>Null while there is none.</summary>
    private PendingRows? _call;

    /// <summary>The calling thread's.</summary>
    public static CallHand Mine => s_mine ??= new CallHand();

    /// <summary>Keeps the next thread's off this one's cache lines.</summary>
    public CacheLines Room { get; }

    /// <summary>The call, if there is one of this pool.</summary>
    public PendingRows? Take(CallPool pool)
    {
        if (!ReferenceEquals(_pool, pool)) return null;
        PendingRows? call = _call;
        _call = null;
        return call;
    }

    /// <summary>Keeps a call; false when there is one of the same pool already. One of another pool makes room.</summary>
    public bool TryPut(CallPool pool, PendingRows call)
    {
        if (_call is { } other)
        {
            if (ReferenceEquals(_pool, pool)) return false;
            _pool!.Shelve(other);
        }

        (_pool, _call) = (pool, call);
        return true;
    }
}
