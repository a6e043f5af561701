using Scoring.Concurrency;

namespace Scoring.Http.Sending;

/// <summary>Ends an attempt: when its time is over, its caller has cancelled, or the client shuts down. Pooled.</summary>
/// <remarks>A source of its own rather than a linked one with a timer, so that an attempt that ends by itself allocates neither.</remarks>
internal sealed class AttemptTimer : IDisposable
{
    private const int Idle = 0, Armed = 1, Ended = 2;

    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _source = new();
    private CancellationTokenRegistration _caller, _shutdown;

    /// <summary>When the time is over, on the clock. Written before it is armed.</summary>
    private long _dueAt;

    /// <summary>Whether whoever ends it still may. Changed by interlocked operations.</summary>
    private int _state;

    public AttemptTimer(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateStoppedTimer(static timer => ((AttemptTimer)timer!).OnTimer(), this);
    }

    public CancellationToken Token => _source.Token;

    public void Start(TimeSpan time, CancellationToken caller, CancellationToken shutdown)
    {
        Volatile.Write(ref _dueAt, _clock.GetTimestamp() + (long)Math.Min(time.TotalSeconds * _clock.TimestampFrequency, long.MaxValue / 4));
        Volatile.Write(ref _state, Armed);
        _timer.Change(DueIn(time), Timeout.InfiniteTimeSpan);
        _caller = caller.UnsafeRegister(static timer => ((AttemptTimer)timer!).End(), this);
        _shutdown = shutdown.UnsafeRegister(static timer => ((AttemptTimer)timer!).End(), this);
    }

    /// <summary>The attempt is over. False when it was ended from outside: the object is dropped.</summary>
    public bool TryStop()
    {
        // Waits for a callback that is running, so that it cannot end the next attempt.
        _caller.Dispose();
        _shutdown.Dispose();
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return Interlocked.CompareExchange(ref _state, Idle, Armed) == Armed && _source.TryReset();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    /// <summary>A timer may fire a moment early, or late: in the middle of the next attempt.</summary>
    private void OnTimer()
    {
        TimeSpan left = _clock.GetElapsedTime(_clock.GetTimestamp(), Volatile.Read(ref _dueAt));
        if (left <= TimeSpan.Zero) End();
        else if (Volatile.Read(ref _state) == Armed) _timer.Change(DueIn(left), Timeout.InfiniteTimeSpan);
    }

    private void End()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Armed) == Armed) _source.Cancel();
    }

    private static TimeSpan DueIn(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 1, TimerLimit.Longest.TotalMilliseconds));
}
