using Scoring.Concurrency;

namespace Scoring.Batching.Scheduling;

/// <summary>Fires when the first of the partitions that wait for more rows has waited long enough.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
internal sealed class LingerTimer(TimeProvider clock, Action end)
{
    /// <summary>When it fires; <see cref="long.MaxValue"/> while it is not set.</summary>
    private long _due = long.MaxValue;

    /// <summary>Made when it is first needed.</summary>
    private ITimer? _timer;

    /// <summary>Sees to it that the timer fires by then.</summary>
    public void Ensure(TimeSpan left)
    {
        // To the tick: the same row asks for the same time however often it is looked at.
        long due = clock.GetTimestamp() + (long)((Int128)left.Ticks * clock.TimestampFrequency / TimeSpan.TicksPerSecond);
        if (due >= _due) return;
        _due = due;
        _timer ??= clock.CreateStoppedTimer(static end => ((Action)end!)(), end);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>It has fired.</summary>
    public void OnFired() => _due = long.MaxValue;

    public void Stop() => _timer?.Dispose();
}
