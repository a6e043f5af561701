using Scoring.Batching.Control;

namespace Scoring.Batching.Scheduling;

/// <summary>Settings that change while rows wait and fly.</summary>
internal sealed partial class Scheduler
{
    /// <summary>What was learned, also while nothing is decided by it. Under <see cref="_lock"/>.</summary>
    private BatchController? _learned;

    /// <summary>Takes over settings of the same leaf, clock and starter. Rows that wait are looked at anew; requests in flight are not touched.</summary>
    /// <param name="current">The settings that are in force. Asked under the lock, so that of two changes the later one stays.</param>
    public void Change(Func<SchedulerSettings> current)
    {
        var deferred = new Deferred(this);
        bool isSwept;
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            ApplyUnsynchronized(current());
            foreach (Partition partition in _partitions.All) MakeReadyUnsynchronized(partition);
            DispatchUnsynchronized(ref deferred);
            isSwept = _sweepsAll && !_isOver;
        }

        deferred.Run();

        // Rows that were submitted before asked for no sweep. Dispatching was a full fence: whoever submits now has seen the change, or is seen by the sweep.
        if (isSwept) _sweepTimer.Ensure();
    }

    private void ApplyUnsynchronized(SchedulerSettings settings)
    {
        (bool wasPlain, bool didLinger) = (_isPlain, Settings.MaxDelay > TimeSpan.Zero);
        Use(settings);
        _free = settings.MaxTotalRequests - _active;
        _controller = UseControllerUnsynchronized(settings.Control);
        _maxQueuedRows = FindMaxQueuedRows();
        long now = settings.Clock.GetTimestamp();
        foreach (Partition partition in _partitions.All)
        {
            if (wasPlain && !_isPlain) partition.Queue.Stamp(now);

            // Those that wait already are not held up by a delay that they did not know.
            if (!didLinger) partition.IsUrgent |= !partition.Queue.IsEmpty;
            partition.Queue.MaxRows = _maxQueuedRows;
            partition.Queue.Admit();
        }
    }

    private BatchController? UseControllerUnsynchronized(ControlSettings? control)
    {
        if (control is null) return null;
        if (_learned is null) return _learned = new BatchController(control);
        _learned.Change(control, Now());
        return _learned;
    }

    /// <summary>Settings, and what follows from them.</summary>
    private void Use(SchedulerSettings settings)
    {
        Settings = settings;
        _enoughNear = EnoughNearUnsynchronized();
        _isPlain = settings.MaxDelay == TimeSpan.Zero && settings.QueueFullMode != QueueFullMode.Reject && settings.MaxQueueDelay is null && AgeingTicks == 0 && settings.Control?.BudgetSeconds is null;
        _sweepsAll = settings.QueueFullMode == QueueFullMode.RejectOldest || settings.MaxQueueDelay is not null;
    }
}
