namespace Scoring.Testing;

/// <summary>A clock that stands still until it is moved, for tests. Its timers fire on the thread that moves it, in the order in which they are due.</summary>
/// <remarks>
/// Like the system's, a timer's time is cut to whole milliseconds, so it may fire a moment before what it was set to, and one that is longer than 49 days is an error.
/// One that is set to less than that fires a tick later, so that a timer which sets itself again does not stop the clock.
/// One thread at a time moves the clock; everything else may be called from any.
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();

    /// <summary>The timers that are set. Under <see cref="_lock"/>.</summary>
    private readonly List<ManualTimer> _timers = [];

    /// <summary>Written under <see cref="_lock"/>, read without.</summary>
    private long _now;

    /// <summary>Ticks of <see cref="TimeSpan"/>.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are set.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_lock) return _timers.Count;
        }
    }

    /// <summary>When the next timer fires, in ticks since the start; <see cref="long.MaxValue"/> when none is set.</summary>
    internal long NextDue
    {
        get
        {
            lock (_lock) return NextTimer()?.Due ?? long.MaxValue;
        }
    }

    /// <summary>Ticks since the start.</summary>
    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <summary>The beginning of 2026, and as far from it as the clock was moved.</summary>
    public override DateTimeOffset GetUtcNow() => s_start.AddTicks(GetTimestamp());

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires every timer that is due on the way, each at its own time.</summary>
    /// <param name="time">By how much.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        long end = GetTimestamp() + time.Ticks;
        while (TakeDue(end) is { } timer) timer.Fire();
        lock (_lock) _now = end;
    }

    /// <summary>Moves the clock and leaves the timers alone.</summary>
    internal void MoveTo(long ticks)
    {
        lock (_lock) _now = ticks;
    }

    /// <summary>Fires the timers that are due now, in the order in which they are due and, at one time, were set.</summary>
    internal void FireDue()
    {
        while (TakeDue(GetTimestamp()) is { } timer) timer.Fire();
    }

    private ManualTimer? TakeDue(long end)
    {
        lock (_lock)
        {
            ManualTimer? next = NextTimer();
            if (next is null || next.Due > end) return null;
            _now = Math.Max(_now, next.Due);
            _timers.Remove(next);
            if (next.Period > 0) SetUnsynchronized(next, _now + next.Period);
            return next;
        }
    }

    /// <summary>There are few: looking at all beats a heap.</summary>
    private ManualTimer? NextTimer()
    {
        ManualTimer? next = null;
        foreach (ManualTimer timer in _timers)
        {
            if (next is null || timer.Due < next.Due) next = timer;
        }

        return next;
    }

    private void SetUnsynchronized(ManualTimer timer, long due)
    {
        timer.Due = due;
        _timers.Add(timer);
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        /// <summary>When it fires next. Under the clock's lock, as all of a timer.</summary>
        public long Due { get; set; }

        /// <summary>Ticks between two firings; 0 for one only.</summary>
        public long Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            long due = Milliseconds(dueTime), every = Milliseconds(period);
            lock (clock._lock)
            {
                if (_disposed) return false;
                clock._timers.Remove(this);
                Period = Math.Max(every, 0) * TimeSpan.TicksPerMillisecond;
                if (due >= 0) clock.SetUnsynchronized(this, clock._now + Math.Max(due * TimeSpan.TicksPerMillisecond, 1));
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static long Milliseconds(TimeSpan time)
        {
            long milliseconds = (long)time.TotalMilliseconds;
            ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, nameof(time));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, uint.MaxValue - 1, nameof(time));
            return milliseconds;
        }
    }
}
