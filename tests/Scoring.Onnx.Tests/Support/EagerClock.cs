namespace Scoring.Onnx.Tests.Support;

/// <summary>A clock whose timers fire when half their time is over. The system's fire early too, only by less.</summary>
internal sealed class EagerClock(TimeProvider inner) : TimeProvider
{
    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new EagerTimer(inner.CreateTimer(callback, state, Half(dueTime), period));

    private static TimeSpan Half(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / 2;

    private sealed class EagerTimer(ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(Half(dueTime), period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
