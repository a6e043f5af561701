namespace Scoring.Tests.Fakes;

/// <summary>A clock whose timers fire when a test says so: too early, too late, or while something else happens.</summary>
internal sealed class ScriptedTimeProvider : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>All timers that were made, the disposed ones too.</summary>
    public List<ScriptedTimer> Timers { get; } = [];

    /// <summary>Called before the clock is read.</summary>
    public Action OnGetTimestamp { get; set; } = static () => { };

    public override long GetTimestamp()
    {
        OnGetTimestamp();
        return _now;
    }

    public void Advance(TimeSpan time) => _now += time.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ScriptedTimer(callback, state);
        timer.Change(dueTime, period);
        Timers.Add(timer);
        return timer;
    }

    internal sealed class ScriptedTimer(TimerCallback callback, object? state) : ITimer
    {
        /// <summary>What it was last set to; infinite when it is not set.</summary>
        public TimeSpan DueTime { get; private set; }

        public void Fire()
        {
            DueTime = Timeout.InfiniteTimeSpan;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            return true;
        }

        public void Dispose() => DueTime = Timeout.InfiniteTimeSpan;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
