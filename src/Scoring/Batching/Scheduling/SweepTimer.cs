using Scoring.Concurrency;

namespace Scoring.Batching.Scheduling;

/// <summary>Runs a sweep some time after it is asked for, and again as long as it is needed. Nobody who asks waits for anybody.</summary>
internal sealed class SweepTimer(TimeProvider clock, Action sweep)
{
    /// <summary>How long a cancelled or late row may go unnoticed while it waits or is in a request.</summary>
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(15);

    /// <summary>1 while the timer is set or its sweep runs. Set by an interlocked exchange; whoever sets it owns <see cref="_timer"/>.</summary>
    private int _isSet;

    /// <summary>Made when it is first needed.</summary>
    private ITimer? _timer;

    /// <summary>Sees to it that a sweep comes.</summary>
    public void Ensure()
    {
        if (Volatile.Read(ref _isSet) == 0 && Interlocked.Exchange(ref _isSet, 1) == 0) SetAgain();
    }

    /// <summary>The sweep that runs wants another.</summary>
    public void SetAgain()
    {
        _timer ??= clock.CreateStoppedTimer(static sweep => ((Action)sweep!)(), sweep);
        _timer.Change(s_period, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The sweep that runs wants no other. A full fence: whoever asks from now on sets the timer.</summary>
    public void Rest() => Interlocked.Exchange(ref _isSet, 0);

    public void Stop() => _timer?.Dispose();
}
