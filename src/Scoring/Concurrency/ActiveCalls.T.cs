namespace Scoring.Concurrency;

/// <summary>The calls in flight, so that a shutdown that cannot wait any longer can end them.</summary>
internal sealed class ActiveCalls<TCall>
    where TCall : class
{
    private readonly Lock _lock = new();

    /// <summary>Under <see cref="_lock"/>.</summary>
    private readonly HashSet<TCall> _calls = [];

    public void Add(TCall call)
    {
        lock (_lock) _calls.Add(call);
    }

    public void Remove(TCall call)
    {
        lock (_lock) _calls.Remove(call);
    }

    /// <summary>Acts on each call that is active now, outside the lock.</summary>
    public void ForEach(Action<TCall> action)
    {
        TCall[] calls;
        lock (_lock) calls = [.. _calls];
        foreach (TCall call in calls) action(call);
    }
}
