namespace Scoring.Http.Tests.Stress;

/// <summary>A clock that runs faster than the system's, so that waits of whole seconds, the least that Retry-After knows, cost little. It notes when a timer of a call fires.</summary>
internal sealed class QuickClock : TimeProvider
{
    private const int Speed = 50;

    public override long GetTimestamp() => System.GetTimestamp() * Speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SentCall? call = SentCall.Current;
        return new QuickTimer(System.CreateTimer(
            _ =>
            {
                call?.Begin(GetTimestamp());
                callback(state);
            },
            null,
            Shorten(dueTime),
            Shorten(period)));
    }

    /// <summary>Timers know whole milliseconds: none fires too early.</summary>
    private static TimeSpan Shorten(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / Speed));

    private sealed class QuickTimer(ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(Shorten(dueTime), Shorten(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
