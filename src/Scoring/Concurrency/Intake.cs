namespace Scoring.Concurrency;

/// <summary>Counts the calls inside a client, and closes the door behind them.</summary>
/// <param name="starter">Where whoever waits for the last call goes on.</param>
internal sealed class Intake(IWorkStarter starter)
{
    /// <summary>Set in <see cref="_state"/> once the door is closed.</summary>
    private const int Closed = int.MinValue;

    private readonly Signal _drained = new(starter);

    /// <summary>The calls inside, and the <see cref="Closed"/> bit. Changed only by interlocked operations; exactly <see cref="Closed"/> means drained.</summary>
    private int _state;

    public bool IsClosed => Volatile.Read(ref _state) < 0;

    /// <summary>Counts a call in; false when the door is closed.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _state) > 0) return true;
        Exit();
        return false;
    }

    /// <summary>Counts a call out.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref _state) == Closed) _drained.Set();
    }

    /// <summary>Closes the door. False when it was closed before.</summary>
    public bool TryClose()
    {
        int before = Interlocked.Or(ref _state, Closed);
        if (before == 0) _drained.Set();
        return before >= 0;
    }

    /// <summary>Waits until the last call has left; false when that takes too long.</summary>
    public ValueTask<bool> WaitAsync(TimeSpan timeout, TimeProvider clock) => Patience.TryWaitAsync(WaitAsync(), timeout, clock);

    /// <summary>Waits until the last call has left. The door is closed already.</summary>
    public Task WaitAsync() => Volatile.Read(ref _state) == Closed ? Task.CompletedTask : _drained.Task;
}
