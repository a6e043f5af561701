namespace Scoring.Onnx.Tests.Support;

/// <summary>A clock that tells when it is looked at. A client looks at its clock right before a run whose attempt somebody listens to.</summary>
internal sealed class WatchedClock(TimeProvider inner) : TimeProvider
{
    private TaskCompletionSource _look = new();

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp()
    {
        Volatile.Read(ref _look).TrySetResult();
        return inner.GetTimestamp();
    }

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Ends when the clock is looked at from now on.</summary>
    public Task NextLook()
    {
        Volatile.Write(ref _look, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _look.Task;
    }
}
