namespace Scoring.Concurrency;

/// <summary>Waits for a limited time.</summary>
internal static class Patience
{
    /// <summary>True when the task has ended in time.</summary>
    /// <param name="task">It does not fail.</param>
    /// <param name="time">Beyond what a timer can wait it is for ever.</param>
    /// <param name="clock">The clock.</param>
    public static async ValueTask<bool> TryWaitAsync(Task task, TimeSpan time, TimeProvider clock)
    {
        try
        {
            await task.WaitAsync(time > TimerLimit.Longest ? Timeout.InfiniteTimeSpan : time, clock).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
