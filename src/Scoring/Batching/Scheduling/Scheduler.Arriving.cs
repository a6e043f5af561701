namespace Scoring.Batching.Scheduling;

/// <summary>From arrivals to queues.</summary>
internal sealed partial class Scheduler
{
    /// <summary>
    /// Takes arrivals before the lock is taken, those of the calling thread first: most of the time that they cost is that of fetching them from other cores' caches.
    /// One thread at a time, and nobody else takes arrivals meanwhile: a thread's rows would overtake its earlier ones. Nothing may come between this and the lock
    /// under which <see cref="QueueUnsynchronized"/> queues them.
    /// </summary>
    /// <returns>Whether the calling thread is the one.</returns>
    private bool TryCarry(out PendingRows? arrivals, out long count)
    {
        (arrivals, count) = (null, 0);
        if (Interlocked.CompareExchange(ref _carrying, 1, 0) != 0) return false;
        bool takesAll = !Settings.IsLocal || Volatile.Read(ref _hasSeveralPartitions) || Volatile.Read(ref _hasOrder) || ++_carries % TurnOfOthers == 0;
        arrivals = takesAll ? _arrivals.TakeAll(out count) : _arrivals.TakeNear(_enoughNear, out count);
        return true;
    }

    /// <summary>
    /// Puts rows into a request without queueing them first: the plainest there are, single ones that nothing can end but their score. Those that wait in the queue go before them. Going through
    /// the queue, they would be touched twice more.
    /// </summary>
    /// <returns>What is left of them, and for how many rows there is room in the request; 0 where none was put there.</returns>
    private (PendingRows? Left, int Room) BoardUnsynchronized(Flight flight, Partition partition, PendingRows? arrivals, long count, ref Deferred deferred)
    {
        if (!MayBoardAtOnceUnsynchronized(partition, count) || arrivals is null || !IsPlainRow(arrivals, partition)) return (arrivals, 0);
        int room = partition.Queue.IsEmpty ? 0 : FillUnsynchronized(flight, partition, room: 0, behind: (int)count, ref deferred);
        if (!partition.Queue.IsEmpty) return (arrivals, 0);
        if (flight.SlotCount == 0) room = SizeUnsynchronized(flight, partition, arrivals, (int)count);
        while (room > 0 && arrivals is not null && IsPlainRow(arrivals, partition))
        {
            PendingRows rows = arrivals;
            arrivals = rows.Next;
            rows.Next = null;
            rows.Taken = 1;
            flight.Board(rows, 0, 1);
            room--;
        }

        return (arrivals, room);
    }

    private bool MayBoardAtOnceUnsynchronized(Partition partition, long count) =>
        IsFirstInFirstOut && !_isOver
        && ReferenceEquals(_partitions.Only, partition) && partition.Queue.RowsOutside == 0 && partition.Queue.Rows + count <= partition.Queue.MaxRows;

    /// <summary>Whether rows are served as they come, and none makes room for others: then it is of no account when they are queued.</summary>
    private bool IsFirstInFirstOut => _isPlain && Settings.QueueFullMode == QueueFullMode.Wait && !Volatile.Read(ref _hasOrder);

    private static bool IsPlainRow(PendingRows rows, Partition partition) => !rows.IsMany && !rows.CanEndEarly && rows.Partition == partition.Key;

    private void QueueUnsynchronized(PendingRows? arrivals, ref Deferred deferred)
    {
        AddAllUnsynchronized(arrivals, ref deferred);
        Volatile.Write(ref _carrying, 0);
    }

    /// <summary>Queues what has arrived. Who finds arrivals being carried leaves the rest to that thread, which was granted a request and dispatches when it has queued them.</summary>
    private void GatherUnsynchronized(ref Deferred deferred)
    {
        if (Volatile.Read(ref _carrying) == 0) AddAllUnsynchronized(_arrivals.TakeAll(out _), ref deferred);
    }

    private void AddAllUnsynchronized(PendingRows? rows, ref Deferred deferred)
    {
        // Rows of one partition mostly come together: it is put in line once for all of them.
        Partition? last = null;
        while (rows is not null)
        {
            PendingRows? next = rows.Next;
            if (AddUnsynchronized(rows, ref deferred) is { } partition && !ReferenceEquals(partition, last))
            {
                if (last is not null) MakeReadyUnsynchronized(last);
                last = partition;
            }

            rows = next;
        }

        if (last is not null) MakeReadyUnsynchronized(last);
    }

    /// <summary>Queues rows; null when they have ended already.</summary>
    private Partition? AddUnsynchronized(PendingRows rows, ref Deferred deferred)
    {
        if (_isOver)
        {
            deferred.End(rows, _isAbandoned ? RowsEnd.ShutDown : RowsEnd.TooLate);
            return null;
        }

        if (rows.IsMany && rows.FindEnd() is not RowsEnd.None and var end)
        {
            deferred.End(rows, end);
            return null;
        }

        Partition partition = _partitions.Get(rows.Partition);
        rows.DueAt = rows.Deadline.TimestampOn(Settings.Clock);

        // Pushed by a thread that did not know yet that the time counts now.
        if (!_isPlain && rows.SubmittedAt == PendingRows.NotStamped) rows.SubmittedAt = Settings.Clock.GetTimestamp();
        if (Settings.QueueFullMode == QueueFullMode.RejectOldest && !TryMakeRoomUnsynchronized(partition.Queue, rows, ref deferred)) return null;
        partition.Queue.Add(rows);
        partition.Rate?.Add(rows.Waiting);
        if (Settings.MaxDelay > TimeSpan.Zero && rows.Deadline.Remaining <= Settings.MaxDelay) partition.IsUrgent = true;
        return partition;
    }
}
