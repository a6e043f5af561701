namespace Scoring.Batching.Scheduling;

/// <summary>Rows that end without an answer: cancelled, late, withdrawn, or left over when the client is shut down. And those that wait for others.</summary>
internal sealed partial class Scheduler
{
    /// <summary>How long a cancelled or late row may go unnoticed while it waits or is in a request.</summary>
    private static readonly TimeSpan s_sweepPeriod = TimeSpan.FromMilliseconds(15);

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Made when it is first needed, by whoever has set <see cref="_isSweepSet"/>.</summary>
    private ITimer? _sweepTimer;

    /// <summary>Made when it is first needed, under <see cref="_lock"/>.</summary>
    private ITimer? _lingerTimer;

    /// <summary>1 while the sweep's timer is set. Set by an interlocked exchange, cleared under <see cref="_lock"/>.</summary>
    private int _isSweepSet;

    /// <summary>When the linger's timer fires; <see cref="long.MaxValue"/> while it is not set. Under <see cref="_lock"/>, as all below.</summary>
    private long _lingerDue = long.MaxValue;

    /// <summary>Flights, and rows that end without one, that somebody still waits for.</summary>
    private int _busy;

    /// <summary>Whether waiting for other rows is no use any more.</summary>
    private bool _isHurrying;

    /// <summary>Whether all is over as soon as no row is left.</summary>
    private bool _isClosing;

    /// <summary>Whether rows that still come are refused.</summary>
    private bool _isOver;

    /// <summary>Takes rows back that have ended by themselves: their places are free, and requests that held only such rows are given up.</summary>
    public void Withdraw(PendingRows rows)
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            if (rows.IsQueued)
            {
                RowList removed = default;
                _partitions.Get(rows.Partition).Queue.RemoveWhere(rows, static (waiting, gone) => ReferenceEquals(waiting, gone), ref removed);
                while (!removed.IsEmpty) deferred.End(removed.RemoveFirst(), RowsEnd.Told);
            }

            foreach (Flight flight in _air) LeaveFlightUnsynchronized(flight, rows, ref deferred);
            DispatchUnsynchronized(ref deferred);
            CheckDrainedUnsynchronized();
        }

        deferred.Run();
    }

    /// <summary>No row waits for others any more.</summary>
    public void StopLingering()
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            _isHurrying = true;
            GatherUnsynchronized(ref deferred);
            foreach (Partition partition in _partitions.All) MakeReadyUnsynchronized(partition);
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
    }

    /// <summary>The task ends when every row has ended; rows that come afterwards are refused.</summary>
    public Task DrainAsync()
    {
        StopLingering();
        lock (_lock)
        {
            _isClosing = true;
            CheckDrainedUnsynchronized();
        }

        return _drained.Task;
    }

    /// <summary>Ends all rows that are left, and refuses those that still come.</summary>
    public void Abandon()
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            _isOver = true;
            foreach (Partition partition in _partitions.All)
            {
                EndQueuedUnsynchronized(partition, static _ => RowsEnd.ShutDown, ref deferred);
            }

            foreach (Flight flight in _air) EndFlyingUnsynchronized(flight, static _ => RowsEnd.ShutDown, ref deferred);
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
        _sweepTimer?.Dispose();
        _lingerTimer?.Dispose();
    }

    public EndedRows NewEndedRowsUnsynchronized()
    {
        _busy++;
        return new EndedRows(this, Settings.Starter);
    }

    /// <summary>Rows that ended without an answer have been told.</summary>
    public void OnRowsEnded()
    {
        lock (_lock)
        {
            _busy--;
            CheckDrainedUnsynchronized();
        }
    }

    /// <summary>Cancelled and late rows need nobody who looks after each of them: as long as there are any that could be, all are looked at from time to time.</summary>
    private void EnsureSweep()
    {
        if (Volatile.Read(ref _isSweepSet) == 0 && Interlocked.Exchange(ref _isSweepSet, 1) == 0) SetSweepTimer();
    }

    private void Sweep()
    {
        var deferred = new Deferred(this);
        bool isNeeded;
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            foreach (Partition partition in _partitions.All) EndQueuedUnsynchronized(partition, static rows => rows.FindEnd(), ref deferred);
            foreach (Flight flight in _air)
            {
                if (flight.IsWritten) EndFlyingUnsynchronized(flight, static rows => rows.FindEnd(), ref deferred);
            }

            DispatchUnsynchronized(ref deferred);
            isNeeded = IsSweepNeededUnsynchronized();
            CheckDrainedUnsynchronized();
        }

        deferred.Run();
        if (isNeeded) SetSweepTimer();
    }

    private void SetSweepTimer()
    {
        _sweepTimer ??= NewTimer(static scheduler => scheduler.Sweep());
        _sweepTimer.Change(s_sweepPeriod, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Rows that are pushed from now on set the timer themselves if it is found not to be needed.</summary>
    private bool IsSweepNeededUnsynchronized()
    {
        if (HasSweptRowsUnsynchronized()) return true;
        Interlocked.Exchange(ref _isSweepSet, 0);
        return !_arrivals.IsEmpty && Interlocked.Exchange(ref _isSweepSet, 1) == 0;
    }

    private bool HasSweptRowsUnsynchronized()
    {
        foreach (Flight flight in _air)
        {
            foreach (ref Slot slot in flight.Slots)
            {
                if (slot.Rows is { IsSwept: true }) return true;
            }
        }

        return _partitions.All.Any(static partition => partition.Queue.HasSweptRows());
    }

    private static void EndQueuedUnsynchronized(Partition partition, Func<PendingRows, RowsEnd> findEnd, ref Deferred deferred)
    {
        if (partition.Queue.IsEmpty && partition.Queue.RowsOutside == 0) return;
        RowList removed = default;
        partition.Queue.RemoveWhere(findEnd, static (rows, findEnd) => !rows.IsMany && findEnd(rows) != RowsEnd.None, ref removed);
        while (!removed.IsEmpty)
        {
            PendingRows rows = removed.RemoveFirst();
            deferred.End(rows, findEnd(rows));
        }
    }

    private void EndFlyingUnsynchronized(Flight flight, Func<PendingRows, RowsEnd> findEnd, ref Deferred deferred)
    {
        foreach (ref Slot slot in flight.Slots)
        {
            if (slot.Rows is not { IsMany: false } rows || findEnd(rows) is not (not RowsEnd.None and var end)) continue;
            slot.Rows = null;
            deferred.End(rows, end);
            LeaveSlotUnsynchronized(flight, ref slot, ref deferred);
        }
    }

    private void LeaveFlightUnsynchronized(Flight flight, PendingRows rows, ref Deferred deferred)
    {
        foreach (ref Slot slot in flight.Slots)
        {
            if (ReferenceEquals(slot.Rows, rows) && !slot.IsOver) LeaveSlotUnsynchronized(flight, ref slot, ref deferred);
        }
    }

    private void LeaveSlotUnsynchronized(Flight flight, ref Slot slot, ref Deferred deferred)
    {
        slot.IsOver = true;
        if (--flight.Live > 0) return;
        _busy--;
        if (flight.CanEndEarly) deferred.GiveUp(flight);
    }

    private bool MustLingerUnsynchronized(Partition partition)
    {
        if (Settings.MaxDelay == TimeSpan.Zero || _isHurrying || partition.Queue.Rows >= Settings.MaxBatchCount) return false;
        TimeSpan left = Settings.MaxDelay - Settings.Clock.GetElapsedTime(partition.Queue.OldestSubmission());
        if (left <= TimeSpan.Zero) return false;
        partition.IsLingering = true;
        long due = Settings.Clock.GetTimestamp() + (long)(left.TotalSeconds * Settings.Clock.TimestampFrequency);
        if (due >= _lingerDue) return true;
        _lingerDue = due;
        _lingerTimer ??= NewTimer(static scheduler => scheduler.EndLinger());
        _lingerTimer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        return true;
    }

    private void EndLinger()
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            _lingerDue = long.MaxValue;
            GatherUnsynchronized(ref deferred);
            foreach (Partition partition in _partitions.All)
            {
                if (!partition.IsLingering) continue;
                partition.IsLingering = false;
                MakeReadyUnsynchronized(partition);
            }

            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
    }

    private void CheckDrainedUnsynchronized()
    {
        if (!_isClosing || _isOver || _busy > 0 || _granted > 0 || Volatile.Read(ref _carrying) > 0 || !_arrivals.IsEmpty || _partitions.All.Any(static partition => !partition.Queue.IsEmpty)) return;
        _isOver = true;
        _isAttentive = true;
        _sweepTimer?.Dispose();
        _lingerTimer?.Dispose();
        _drained.TrySetResult();
    }

    private ITimer NewTimer(Action<Scheduler> onTimer) =>
        Settings.Clock.CreateTimer(state => onTimer((Scheduler)state!), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
