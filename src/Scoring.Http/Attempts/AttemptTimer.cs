using Scoring.Concurrency;

namespace Scoring.Http.Attempts;

/// <summary>Ends an attempt: when its time is over, its caller has cancelled, or the client shuts down. Pooled.</summary>
/// <remarks>
/// <para>A source of its own rather than a linked one with a timer, so that an attempt that ends by itself allocates neither.</para>
/// <para>An attempt that ends leaves the timer running for the next one, which mostly is due later: setting it twice for every request costs more than one call too many per
/// timeout.</para>
/// </remarks>
internal sealed class AttemptTimer : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _source = new();
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _caller, _shutdown;

    /// <summary>When the time is over, on the clock; <see cref="Never"/> while no attempt is under way. Under <see cref="_lock"/>.</summary>
    private long _dueAt = Never;

    /// <summary>When the timer fires, or before that; <see cref="Never"/> when it is not set. Under <see cref="_lock"/>.</summary>
    private long _firesAt = Never;

    public AttemptTimer(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateStoppedTimer(static timer => ((AttemptTimer)timer!).OnTimer(), this);
    }

    public CancellationToken Token => _source.Token;

    private static long Never => long.MaxValue;

    public void Start(TimeSpan time, CancellationToken caller, CancellationToken shutdown)
    {
        long now = _clock.GetTimestamp();
        lock (_lock)
        {
            _dueAt = now + (long)Math.Min(time.TotalSeconds * _clock.TimestampFrequency, long.MaxValue / 4);
            if (_dueAt < _firesAt) SetUnsynchronized(now);
        }

        _caller = caller.UnsafeRegister(static timer => ((AttemptTimer)timer!).End(), this);
        _shutdown = shutdown.UnsafeRegister(static timer => ((AttemptTimer)timer!).End(), this);
    }

    /// <summary>The attempt is over. False when it was ended from outside: the object is dropped.</summary>
    public bool TryStop()
    {
        // Waits for a callback that is running, so that it cannot end the next attempt.
        _caller.Dispose();
        _shutdown.Dispose();
        return TryTakeAttempt() && _source.TryReset();
    }

    /// <remarks>Not of the source, which whoever ends the attempt at this moment may still cancel; without a timer of its own it holds nothing.</remarks>
    public void Dispose() => _timer.Dispose();

    /// <summary>A timer may fire a moment early, or in the middle of a later attempt.</summary>
    private void OnTimer()
    {
        long now = _clock.GetTimestamp();
        lock (_lock)
        {
            _firesAt = Never;
            if (_dueAt == Never) return;
            if (_dueAt > now)
            {
                SetUnsynchronized(now);
                return;
            }

            _dueAt = Never;
        }

        _source.Cancel();
    }

    private void SetUnsynchronized(long now)
    {
        TimeSpan left = _clock.GetElapsedTime(now, _dueAt);
        _firesAt = _dueAt;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(left.TotalMilliseconds), 1, TimerLimit.Longest.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private void End()
    {
        if (TryTakeAttempt()) _source.Cancel();
    }

    /// <summary>Of those that end an attempt one may.</summary>
    private bool TryTakeAttempt()
    {
        lock (_lock)
        {
            if (_dueAt == Never) return false;
            _dueAt = Never;
            return true;
        }
    }
}
