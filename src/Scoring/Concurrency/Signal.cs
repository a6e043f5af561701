namespace Scoring.Concurrency;

/// <summary>Something that happens once. Whoever waits for it goes on where work runs, never inside the call that set it.</summary>
internal sealed class Signal(IWorkStarter starter) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _source = new();

    /// <summary>1 once it was set. Changed by an interlocked exchange.</summary>
    private int _isSet;

    /// <summary>Ends when the signal is set. It does not fail.</summary>
    public Task Task => _source.Task;

    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0) starter.Start(this);
    }

    void IThreadPoolWorkItem.Execute() => _source.SetResult();
}
