namespace Scoring.Concurrency;

/// <summary>Timers of long-lived objects.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>Makes a timer that is not set. It does not keep the execution context of whoever happens to make it.</summary>
    public static ITimer CreateStoppedTimer(this TimeProvider clock, TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed()) return clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using (ExecutionContext.SuppressFlow()) return clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
