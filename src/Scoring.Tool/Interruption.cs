namespace Scoring.Tool;

/// <summary>What signals do: the first cancels, and one after it ends the process at once.</summary>
/// <remarks>Some send a signal to a process and to its group, as timeout(1) does: what comes together is one.</remarks>
/// <param name="cancellation">What the first one cancels.</param>
/// <param name="time">The clock.</param>
internal sealed class Interruption(CancellationTokenSource cancellation, TimeProvider time)
{
    private static readonly TimeSpan s_together = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();

    /// <summary>When the first one came. Under the lock.</summary>
    private long? _first;

    /// <returns>Whether the process goes on.</returns>
    public bool Signal()
    {
        lock (_lock)
        {
            if (_first is { } first) return time.GetElapsedTime(first) < s_together;
            _first = time.GetTimestamp();
        }

        cancellation.Cancel();
        return true;
    }
}
