using Scoring.Batching.Control;

namespace Scoring.Batching.Scheduling;

/// <summary>From arrivals to requests: who is in line, who may send, and what a request takes along.</summary>
internal sealed partial class Scheduler
{
    /// <summary>Puts a partition in line, if it could send a request and nobody is about to take its rows.</summary>
    private void MakeReadyUnsynchronized(Partition partition)
    {
        if (partition.IsReady || partition.IsGranted || partition.Queue.IsEmpty || !MayHaveMoreUnsynchronized(partition)) return;
        if (IsPausedUnsynchronized(partition) || MustLingerUnsynchronized(partition)) return;
        if (partition.Active >= partition.Limit)
        {
            BorrowUnsynchronized(partition);
            return;
        }

        partition.IsReady = true;
        _ready.Enqueue(partition);
    }

    /// <summary>Grants requests while there are places, and then decides whether submissions have to wake the scheduler.</summary>
    private void DispatchUnsynchronized(ref Deferred deferred)
    {
        while (true)
        {
            while (HasPlaceUnsynchronized() && HasOwnPlaceUnsynchronized() && _ready.TryDequeue(out Partition? partition)) GrantIfReadyUnsynchronized(partition, ref deferred);
            LendUnsynchronized(ref deferred);
            if (!ListenUnsynchronized(toAll: _isOver) || _arrivals.IsEmpty) return;
            if (TryGrantForArrivalsUnsynchronized(ref deferred)) continue;
            GatherUnsynchronized(ref deferred);

            // Without a place there is nothing to dispatch; and arrivals that are left are being carried by a thread that waits for the lock.
            if (!CanGrantUnsynchronized()) return;
        }
    }

    /// <summary>Decides who has to wake the scheduler, and makes that known before anyone looks for arrivals. False when nobody has to.</summary>
    private bool ListenUnsynchronized(bool toAll)
    {
        bool listens = toAll || (HasPlaceUnsynchronized() && _granted == 0);
        bool isSaturated = !toAll && _partitions.Only is { } only && only.Active >= only.Limit;
        Volatile.Write(ref _listensTo, !listens ? Nobody : isSaturated ? _partitions.Only!.Key : Everybody);
        Interlocked.MemoryBarrier();
        return listens;
    }

    /// <summary>
    /// With one partition there is no need to look whose the arrivals are: a flight is granted, and the thread on which it starts takes those that are in its own
    /// core's cache.
    /// </summary>
    private bool TryGrantForArrivalsUnsynchronized(ref Deferred deferred)
    {
        if (!_isPlain || _isOver || _partitions.Only is not { } only || only.IsGranted || only.Active >= only.Limit || IsPausedUnsynchronized(only)) return false;
        GrantUnsynchronized(only, ref deferred);
        return true;
    }

    /// <summary>Rows may have been withdrawn while their partition stood in line.</summary>
    private void GrantIfReadyUnsynchronized(Partition partition, ref Deferred deferred)
    {
        partition.IsReady = false;
        if (!partition.Queue.IsEmpty && partition.Active < partition.Limit && !IsPausedUnsynchronized(partition)) GrantUnsynchronized(partition, ref deferred);
    }

    private void GrantUnsynchronized(Partition partition, ref Deferred deferred)
    {
        if (Settings.Control is { AdaptsParallel: true }) _controller!.OnGranting(_active, Now());
        partition.Active++;
        partition.IsGranted = true;
        _granted++;
        _free--;
        _active++;
        deferred.Start(partition);
    }

    private bool TryBoardUnsynchronized(Flight flight, Partition partition, int room, ref Deferred deferred)
    {
        (partition.IsGranted, partition.Yields) = (false, 0);
        _granted--;
        FillUnsynchronized(flight, partition, room, behind: 0, ref deferred);
        if (flight.Reason == BatchReason.Emptied) flight.Reason = ReasonForAllUnsynchronized(partition, flight.RowCount);
        partition.IsUrgent &= !partition.Queue.IsEmpty;
        bool hasRows = flight.SlotCount > 0;
        if (hasRows)
        {
            NoteTakenUnsynchronized(flight);
            CountSentUnsynchronized(flight, partition);
            flight.CloseDoors(partition);
            flight.AirIndex = _air.Count;
            _air.Add(flight);
            Interlocked.Increment(ref _busy);
        }
        else
        {
            FreeUnsynchronized(partition);
            CheckDrainedUnsynchronized(ref deferred);
        }

        MakeReadyUnsynchronized(partition);
        return hasRows;
    }

    /// <param name="flight">The request.</param>
    /// <param name="partition">Whose rows.</param>
    /// <param name="room">For how many rows there still is room where it holds some.</param>
    /// <param name="behind">Rows that wait too, but are not in the queue.</param>
    /// <param name="deferred">What is to be done after the lock.</param>
    /// <returns>For how many rows there is room now.</returns>
    private int FillUnsynchronized(Flight flight, Partition partition, int room, int behind, ref Deferred deferred)
    {
        RowQueue queue = partition.Queue;
        long oldest = OldestAllowed(), now = Settings.PriorityAgeing is null ? 0 : Settings.Clock.GetTimestamp();
        while ((room > 0 || flight.SlotCount == 0) && queue.FirstAt(now) is { } rows)
        {
            RowsEnd end = FindEndOfQueued(rows, oldest);
            bool isFirst = flight.SlotCount == 0;
            if (end == RowsEnd.None && isFirst && (room = SizeUnsynchronized(flight, partition, rows, queue.Rows + behind)) == 0) end = RowsEnd.Refused;
            if (end != RowsEnd.None)
            {
                deferred.End(rows, end);
                queue.Take(rows, rows.Waiting);
            }
            else
            {
                if (!isFirst && !flight.Fits(rows)) break;
                int start = rows.Taken, count = Math.Min(rows.Waiting, room);
                room -= count;
                flight.Board(rows, start, count);
                queue.Take(rows, count);
                if (rows.IsMany) rows.OnTaken(isLast: rows.Waiting == 0);
            }
        }

        queue.Admit();
        return room;
    }

    /// <summary>How many rows the next request of a partition holds; 0 when the first of them is to be refused.</summary>
    private int SizeUnsynchronized(Flight flight, Partition partition, PendingRows first, int waiting)
    {
        BatchPlan plan = PlanUnsynchronized(partition, first, waiting);
        flight.Reason = plan.Reason;
        int max = plan.Refuse > 0 ? 0 : plan.Take;
        if (max == 0 || plan.Reason is BatchReason.Trial or BatchReason.Deadline) return max;

        int count = ShareUnsynchronized(partition, first, waiting, max);
        if (count < max) flight.Reason = BatchReason.Shared;
        return count;
    }

    /// <summary>How many of the rows that a request could take it leaves for others.</summary>
    private int ShareUnsynchronized(Partition partition, PendingRows first, int waiting, int max)
    {
        // Rows that waited for a request to be full are not cut small again.
        if (first.IsMany && Settings.MaxDelay == TimeSpan.Zero && Settings.Control is not { AdaptsParallel: true }) return GuidedChunks.Next(waiting, Math.Min(LimitUnsynchronized(), Settings.MaxParallelRequests), max, Settings.BatchUnit);
        int count = waiting;
        if (Settings.IsLocal)
        {
            // Threads that end rows come afterwards for those that their callers send meanwhile.
            int others = Math.Min(Math.Min(_free, LimitUnsynchronized() - _active), partition.Limit - partition.Active) - Volatile.Read(ref _ending);
            if (others > 0) count = _runTimes.Share(waiting, Math.Min(others, waiting) + 1);
        }

        count = Math.Min(count, max);
        int unit = Settings.BatchUnit;
        return count > unit ? count / unit * unit : count;
    }

    private void FreeUnsynchronized(Partition partition)
    {
        partition.Active--;
        _free++;
        _active--;
    }

    private void LeaveAirUnsynchronized(Flight flight)
    {
        Flight last = _air[^1];
        _air[flight.AirIndex] = last;
        last.AirIndex = flight.AirIndex;
        flight.AirIndex = -1;
        _air.RemoveAt(_air.Count - 1);
    }
}
