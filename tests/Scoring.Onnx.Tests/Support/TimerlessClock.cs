namespace Scoring.Onnx.Tests.Support;

/// <summary>A clock that has no timers.</summary>
internal sealed class TimerlessClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("This clock has no timers.");
}
