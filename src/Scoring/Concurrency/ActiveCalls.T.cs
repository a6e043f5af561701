namespace Scoring.Concurrency;

/// <summary>The calls in flight, so that a shutdown that cannot wait any longer can end them.</summary>
internal sealed class ActiveCalls<TCall>
    where TCall : class
{
    private readonly Lock _lock = new();

    /// <summary>Under <see cref="_lock"/>.</summary>
    private readonly HashSet<TCall> _calls = [];

    /// <summary>Set once all calls were ended. Under <see cref="_lock"/>.</summary>
    private bool _isOver;

    /// <summary>False when all calls were ended already: this one has come too late.</summary>
    public bool TryAdd(TCall call)
    {
        lock (_lock) return !_isOver && _calls.Add(call);
    }

    public void Remove(TCall call)
    {
        lock (_lock) _calls.Remove(call);
    }

    /// <summary>Ends each call that is active now, outside the lock, and lets none in any more.</summary>
    public void EndAll(Action<TCall> end)
    {
        TCall[] calls;
        lock (_lock)
        {
            _isOver = true;
            calls = [.. _calls];
        }

        foreach (TCall call in calls) end(call);
    }
}
