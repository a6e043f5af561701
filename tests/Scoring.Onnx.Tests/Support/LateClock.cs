namespace Scoring.Onnx.Tests.Support;

/// <summary>A clock whose timers fire only when a test says so, even after they were stopped: as one does whose callback was on its way.</summary>
internal sealed class LateClock(TimeProvider inner) : TimeProvider
{
    private readonly List<Action> _callbacks = [];

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _callbacks.Add(() => callback(state));
        return new DeafTimer();
    }

    public void FireAll()
    {
        foreach (Action callback in _callbacks) callback();
    }

    private sealed class DeafTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
