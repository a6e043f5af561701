namespace Scoring.Simulation.Production;

/// <summary>The time of a run. As with the system's, a timer's time is cut to whole milliseconds, and one set to less fires a tick later.</summary>
/// <remarks>One thread only. Clients have few timers: looking at all beats a heap.</remarks>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<VirtualTimer> _timers = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>In ticks.</summary>
    public long Now { get; set; }

    /// <summary>When the next timer fires; <see cref="long.MaxValue"/> when none is set.</summary>
    public long NextDue { get; private set; } = long.MaxValue;

    public override long GetTimestamp() => Now;

    public override DateTimeOffset GetUtcNow() => s_start.AddTicks(Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires the timers that are due now, in the order in which they were set.</summary>
    public void FireDue()
    {
        while (NextDue <= Now)
        {
            VirtualTimer timer = _timers.First(timer => timer.Due == NextDue);
            _timers.Remove(timer);
            if (timer.Period > 0) Set(timer, Now + timer.Period);
            else UpdateNext();
            timer.Fire();
        }
    }

    private void Set(VirtualTimer timer, long due)
    {
        _timers.Remove(timer);
        timer.Due = due;
        if (due != long.MaxValue) _timers.Add(timer);
        UpdateNext();
    }

    private void UpdateNext()
    {
        long next = long.MaxValue;
        foreach (VirtualTimer timer in _timers) next = Math.Min(next, timer.Due);
        NextDue = next;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _isDisposed;

        public long Due { get; set; }

        /// <summary>0 for once.</summary>
        public long Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_isDisposed) return false;
            Period = period == Timeout.InfiniteTimeSpan ? 0 : WholeMilliseconds(period);
            clock.Set(this, dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.Now + Math.Max(WholeMilliseconds(dueTime), 1));
            return true;
        }

        public void Dispose()
        {
            _isDisposed = true;
            clock.Set(this, long.MaxValue);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static long WholeMilliseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
    }
}
