using Scoring.Concurrency;

namespace Scoring.Batching.Scheduling;

/// <summary>Rows that end without an answer: cancelled, late, withdrawn, or left over when the client is shut down. And those that wait for others.</summary>
internal sealed partial class Scheduler
{
    /// <summary>Set when no row is left and none comes any more.</summary>
    private readonly Signal _drained;

    /// <summary>Set when all callers have been told after that.</summary>
    private readonly Signal _told;

    private readonly SweepTimer _sweepTimer;

    /// <summary>Under <see cref="_lock"/>.</summary>
    private readonly LingerTimer _lingerTimer;

    /// <summary>Flights, and rows that end without one, that somebody still waits for. Changed by interlocked operations.</summary>
    private int _busy;

    /// <summary>Flights, and rows that end without one, of which the last is being told. Changed by interlocked operations.</summary>
    private int _telling;

    /// <summary>Whether waiting for other rows is no use any more. Under <see cref="_lock"/>, as all below.</summary>
    private bool _isHurrying;

    /// <summary>Whether all is over as soon as no row is left. Written under <see cref="_lock"/>, read without.</summary>
    private bool _isClosing;

    /// <summary>Whether rows that still come are refused. Written under <see cref="_lock"/>, read without.</summary>
    private bool _isOver;

    /// <summary>Whether that is because disposing could not wait any longer. Under <see cref="_lock"/>.</summary>
    private bool _isAbandoned;

    private bool AllAreTold => Volatile.Read(ref _telling) == 0 && Volatile.Read(ref _busy) == 0;

    /// <summary>Takes rows back that have ended by themselves: their places are free, and requests that held only such rows are given up.</summary>
    public void Withdraw(PendingRows rows)
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            if (rows.IsQueued)
            {
                _partitions.Get(rows.Partition).Queue.Remove(rows);
                deferred.End(rows, RowsEnd.Told);
            }

            foreach (Flight flight in _air)
            {
                if (flight.Partition.Key == rows.Partition) LeaveFlightUnsynchronized(flight, rows, ref deferred);
            }

            DispatchUnsynchronized(ref deferred);
            CheckDrainedUnsynchronized(ref deferred);
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
        var deferred = new Deferred(this);
        bool isDrained;
        lock (_lock)
        {
            // A full fence: whoever is no longer busy sees this, or is seen.
            Interlocked.Exchange(ref _isClosing, true);
            _isHurrying = true;
            GatherUnsynchronized(ref deferred);
            foreach (Partition partition in _partitions.All) MakeReadyUnsynchronized(partition);
            DispatchUnsynchronized(ref deferred);
            isDrained = IsDrainedUnsynchronized();
        }

        deferred.Run();
        return isDrained ? Task.CompletedTask : _drained.Task;
    }

    /// <summary>Ends all rows that are left, and refuses those that still come.</summary>
    public void Abandon()
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            (_isOver, _isAbandoned) = (true, true);
            foreach (Partition partition in _partitions.All)
            {
                EndQueuedUnsynchronized(partition, static _ => RowsEnd.ShutDown, ref deferred);
            }

            foreach (Flight flight in _air) EndFlyingUnsynchronized(flight, static rows => rows.IsMany ? RowsEnd.None : RowsEnd.ShutDown, ref deferred);
            DispatchUnsynchronized(ref deferred);
        }

        deferred.Run();
        _sweepTimer.Stop();
        _lingerTimer.Stop();
    }

    /// <summary>The task ends when all callers were told; call it once all is over.</summary>
    public Task WaitUntilToldAsync()
    {
        Interlocked.MemoryBarrier();
        return AllAreTold ? Task.CompletedTask : _told.Task;
    }

    /// <summary>The last of some rows is about to be told.</summary>
    public void BeginTelling() => Interlocked.Increment(ref _telling);

    /// <summary>All of them have been told, and what their callers did about it inside is done.</summary>
    public void EndTelling()
    {
        // A full fence: this sees that all is over, or whoever waits for that sees this.
        if (Interlocked.Decrement(ref _telling) == 0 && Volatile.Read(ref _isOver) && AllAreTold) _told.Set();
    }

    public EndedRows NewEndedRowsUnsynchronized()
    {
        Interlocked.Increment(ref _busy);
        return new EndedRows(this, Settings.Starter);
    }

    /// <summary>The last of some rows is about to be told. The lock is only taken when somebody waits for that.</summary>
    public void OnNotBusy()
    {
        Interlocked.Decrement(ref _busy);
        if (!Volatile.Read(ref _isClosing)) return;
        var deferred = new Deferred(this);
        lock (_lock) CheckDrainedUnsynchronized(ref deferred);
        deferred.Run();
    }

    /// <summary>
    /// Cancelled and late rows need nobody who looks after each of them: as long as there are any that could be, all are looked at from time to time.
    /// </summary>
    private void Sweep()
    {
        var deferred = new Deferred(this);
        bool isNeeded;
        lock (_lock)
        {
            GatherUnsynchronized(ref deferred);
            SweepQueuesUnsynchronized(ref deferred);
            foreach (Flight flight in _air)
            {
                if (flight.IsWritten) EndFlyingUnsynchronized(flight, FindEndOfSwept, ref deferred);
            }

            DispatchUnsynchronized(ref deferred);
            isNeeded = IsSweepNeededUnsynchronized();
            CheckDrainedUnsynchronized(ref deferred);
        }

        if (isNeeded) _sweepTimer.SetAgain();
        deferred.Run();
    }

    /// <summary>Rows that were pushed before the sweep rests are seen here; later ones ask for a sweep themselves.</summary>
    private bool IsSweepNeededUnsynchronized()
    {
        // Rows that are carried from the arrivals to the queue are in neither; whoever carries them has been granted a request.
        if (_granted > 0 || HasSweptRowsUnsynchronized() || (Settings.MaxQueueDelay is not null && _partitions.HasRows())) return true;
        _sweepTimer.Rest();
        if (!_arrivals.IsEmpty) _sweepTimer.Ensure();
        return false;
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

        return _partitions.HasSweptRows();
    }

    private static RowsEnd FindEndOfSwept(PendingRows rows) => rows.IsSwept ? rows.FindEnd() : RowsEnd.None;

    private static void EndQueuedUnsynchronized(Partition partition, Func<PendingRows, RowsEnd> findEnd, ref Deferred deferred)
    {
        if (partition.Queue.IsEmpty && partition.Queue.RowsOutside == 0) return;
        RowList removed = default;
        partition.Queue.RemoveWhere(findEnd, static (rows, findEnd) => findEnd(rows) != RowsEnd.None, ref removed);
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
            if (slot.Rows is not { } rows || findEnd(rows) is not (not RowsEnd.None and var end)) continue;
            slot.Rows = null;
            deferred.Count(rows, end, slot.Count);
            deferred.End(rows, end);
            LeaveSlotUnsynchronized(flight, ref slot, ref deferred);
        }
    }

    private void LeaveFlightUnsynchronized(Flight flight, PendingRows rows, ref Deferred deferred)
    {
        foreach (ref Slot slot in flight.Slots)
        {
            if (!ReferenceEquals(slot.Rows, rows) || slot.IsOver) continue;
            deferred.Count(rows, RowsEnd.Told, slot.Count);
            LeaveSlotUnsynchronized(flight, ref slot, ref deferred);
        }
    }

    private void LeaveSlotUnsynchronized(Flight flight, ref Slot slot, ref Deferred deferred)
    {
        slot.IsOver = true;
        flight.LiveRows -= slot.Count;
        if (--flight.Live > 0) return;
        Interlocked.Decrement(ref _busy);
        if (flight.CanEndEarly) deferred.GiveUp(flight);
    }

    private bool MustLingerUnsynchronized(Partition partition)
    {
        if (Settings.MaxDelay == TimeSpan.Zero || _isHurrying || partition.IsUrgent || partition.Queue.Rows >= Math.Min(FullUnsynchronized(), _maxQueuedRows) || partition.Queue.RowsOutside > 0) return false;
        TimeSpan left = Settings.MaxDelay - Settings.Clock.GetElapsedTime(partition.Queue.OldestSubmission());
        if (Settings.EarnDelay) left = EarnedDelayUnsynchronized(partition, left);
        if (left <= TimeSpan.Zero) return false;
        partition.IsLingering = true;
        _lingerTimer.Ensure(left);
        return true;
    }

    private void EndLinger()
    {
        var deferred = new Deferred(this);
        lock (_lock)
        {
            _lingerTimer.OnFired();
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

    private void CheckDrainedUnsynchronized(ref Deferred deferred)
    {
        if (IsDrainedUnsynchronized()) deferred.Set(_drained);
    }

    /// <summary>Whether that was the last row. True once.</summary>
    private bool IsDrainedUnsynchronized()
    {
        if (!_isClosing || _isOver || Volatile.Read(ref _busy) > 0 || _granted > 0 || _partitions.HasRows()) return false;

        // Whoever pushes from now on comes and sees that all is over; whoever has pushed before is seen here.
        ListenUnsynchronized(toAll: true);
        if (Volatile.Read(ref _carrying) > 0 || !_arrivals.IsEmpty) return false;
        _isOver = true;
        _sweepTimer.Stop();
        _lingerTimer.Stop();
        return true;
    }
}
