namespace Scoring.Tests.Tuning.Sweep;

/// <summary>A clock of which every second look is later by the next of some microseconds: what lies between two looks takes as long. Pauses move it and are over at once.</summary>
internal sealed class ScriptedClock(params int[] microseconds) : TimeProvider
{
    private int _looks;
    private long _now;

    public TimeSpan Paused { get; private set; }

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp()
    {
        if (_looks++ % 2 == 1) _now += microseconds[Math.Min(_looks / 2, microseconds.Length) - 1];
        return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Paused += dueTime;
        ITimer timer = System.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        callback(state);
        return timer;
    }
}
