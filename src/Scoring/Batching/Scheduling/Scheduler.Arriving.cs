using System.Diagnostics.CodeAnalysis;

namespace Scoring.Batching.Scheduling;

/// <summary>From arrivals to queues.</summary>
internal sealed partial class Scheduler
{
    /// <summary>
    /// Takes arrivals before the lock is taken, those of the calling thread first: most of the time that they cost is that of fetching them from other cores' caches.
    /// One thread at a time, and nobody else takes arrivals meanwhile: a thread's rows would overtake its earlier ones. Nothing may come between this and the lock
    /// under which <see cref="QueueUnsynchronized"/> queues them.
    /// </summary>
    /// <param name="arrivals">The rows.</param>
    /// <param name="mayLeave">Whether those that are not needed may be left where they were, with the thread that has pushed them.</param>
    /// <returns>Whether the calling thread is the one.</returns>
    private bool TryCarry(out RowChain arrivals, out bool mayLeave)
    {
        (arrivals, mayLeave) = (default, false);
        if (Interlocked.CompareExchange(ref _carrying, 1, 0) != 0) return false;
        int enough = Volatile.Read(ref _hasSeveralPartitions) || Volatile.Read(ref _hasOrder) ? Arrivals.All : _enoughNear;
        mayLeave = _arrivals.TakeNear(enough, ref arrivals) && enough != Arrivals.All;
        return true;
    }

    private int EnoughNearUnsynchronized() => Settings.IsLocal && _runTimes.IsEachRowShort ? Math.Min(EnoughNear, Settings.MaxBatchCount) : Arrivals.All;

    /// <summary>
    /// Puts rows into a request without queueing them first: the plainest there are, single ones that nothing can end but their score. Those that wait in the queue go before them. Going through
    /// the queue, they would be touched twice more.
    /// </summary>
    /// <param name="flight">The request.</param>
    /// <param name="partition">Whose it is.</param>
    /// <param name="arrivals">The rows; those that are left are to be queued.</param>
    /// <param name="mayLeave">Whether those that find no room may be left with the thread that has pushed them, in whose core's cache they are.</param>
    /// <param name="deferred">What is to be done after the lock.</param>
    /// <returns>For how many rows there is room in the request; 0 where none was put there.</returns>
    private int BoardUnsynchronized(Flight flight, Partition partition, ref RowChain arrivals, bool mayLeave, ref Deferred deferred)
    {
        if (!MayBoardAtOnceUnsynchronized(partition, arrivals.Count) || !IsPlainRow(arrivals.First, partition)) return 0;
        int waiting = (int)arrivals.Count;
        int room = partition.Queue.IsEmpty ? 0 : FillUnsynchronized(flight, partition, room: 0, behind: waiting, ref deferred);
        if (!partition.Queue.IsEmpty) return 0;
        if (flight.SlotCount == 0) room = SizeUnsynchronized(flight, partition, arrivals.First, waiting);
        while (room > 0 && IsPlainRow(arrivals.First, partition))
        {
            PendingRows rows = arrivals.RemoveFirst();
            rows.Taken = 1;
            flight.Board(rows, 0, 1);
            room--;
        }

        if (mayLeave && room == 0 && flight.SlotCount > 0 && arrivals.First is not null)
        {
            _arrivals.Leave(in arrivals);
            arrivals = default;
        }

        return room;
    }

    private bool MayBoardAtOnceUnsynchronized(Partition partition, long count) =>
        IsFirstInFirstOut && !_isOver
        && ReferenceEquals(_partitions.Only, partition) && partition.Queue.RowsOutside == 0 && partition.Queue.Rows + count <= partition.Queue.MaxRows;

    /// <summary>Whether rows are served as they come, and none makes room for others: then it is of no account when they are queued.</summary>
    private bool IsFirstInFirstOut => _isPlain && Settings.QueueFullMode == QueueFullMode.Wait && !Volatile.Read(ref _hasOrder);

    private static bool IsPlainRow([NotNullWhen(true)] PendingRows? rows, Partition partition) => rows is { IsMany: false, CanEndEarly: false } && rows.Partition == partition.Key;

    private void QueueUnsynchronized(in RowChain arrivals, ref Deferred deferred)
    {
        AddAllUnsynchronized(arrivals.First, ref deferred);
        Volatile.Write(ref _carrying, 0);
    }

    /// <summary>Queues what has arrived. Who finds arrivals being carried leaves the rest to that thread, which was granted a request and dispatches when it has queued them.</summary>
    private void GatherUnsynchronized(ref Deferred deferred)
    {
        if (Interlocked.CompareExchange(ref _carrying, 1, 0) == 0) QueueUnsynchronized(_arrivals.TakeAll(), ref deferred);
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
