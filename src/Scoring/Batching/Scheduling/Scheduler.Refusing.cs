namespace Scoring.Batching.Scheduling;

/// <summary>Rows that are refused so that the queue keeps its limits.</summary>
internal sealed partial class Scheduler
{
    /// <summary>Most rows in a partition's queue: what was set, or fewer where those have too many bytes. Written under <see cref="_lock"/>, read without for errors.</summary>
    private int _maxQueuedRows;

    /// <inheritdoc cref="_maxQueuedRows"/>
    public int MaxQueuedRows => Volatile.Read(ref _maxQueuedRows);

    /// <summary>How rows end for which there is no place: because of the limit that is reached first.</summary>
    public RowsEnd EndOfFull => Settings.MaxQueuedBytes != long.MaxValue && MaxQueuedRows < Settings.MaxQueuedRows ? RowsEnd.QueueBytesFull : RowsEnd.QueueFull;

    /// <summary>Rows have turned out to have more bytes than was known.</summary>
    private void LimitQueues()
    {
        lock (_lock)
        {
            // Shorter queues let go of no rows: they take none until there is room.
            _maxQueuedRows = FindMaxQueuedRows();
            foreach (Partition partition in _partitions.All) partition.Queue.MaxRows = _maxQueuedRows;
        }
    }

    private int FindMaxQueuedRows()
    {
        double bytes = Volatile.Read(ref _bytesPerRow);
        return bytes * Settings.MaxQueuedRows <= Settings.MaxQueuedBytes ? Settings.MaxQueuedRows : Math.Max(1, (int)(Settings.MaxQueuedBytes / bytes));
    }

    /// <summary>Rows that were submitted before this have waited too long; the clock is only read if there is such a limit.</summary>
    private long OldestAllowed()
    {
        if (Settings.MaxQueueDelay is not { } limit) return long.MinValue;
        double ticks = Math.Round(limit.TotalSeconds * Settings.Clock.TimestampFrequency);
        return Settings.Clock.GetTimestamp() - (long)Math.Min(ticks, long.MaxValue / 4);
    }

    /// <summary>Why rows that wait are not to be sent.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="oldest">What <see cref="OldestAllowed"/> says.</param>
    private static RowsEnd FindEndOfQueued(PendingRows rows, long oldest)
    {
        RowsEnd end = rows.FindEnd();
        return end == RowsEnd.None && rows.SubmittedAt < oldest ? RowsEnd.WaitedTooLong : end;
    }

    /// <summary>Ends rows that nobody waits for any more, and those that have waited too long.</summary>
    private void SweepQueuesUnsynchronized(ref Deferred deferred)
    {
        Func<PendingRows, RowsEnd> findEnd = FindEndOfSwept;
        if (Settings.MaxQueueDelay is not null)
        {
            long oldest = OldestAllowed();
            findEnd = rows => FindEndOfQueued(rows, oldest);
        }

        foreach (Partition partition in _partitions.All) EndQueuedUnsynchronized(partition, findEnd, ref deferred);
    }

    /// <summary>Ends rows until new ones fit, or the new ones: when nobody waits for them any more, or only rows of higher priorities are there.</summary>
    private bool TryMakeRoomUnsynchronized(RowQueue queue, PendingRows rows, ref Deferred deferred)
    {
        if (queue.HasRoomFor(rows.Waiting)) return true;
        RowsEnd end = rows.FindEnd();
        RowList removed = default;
        if (end == RowsEnd.None && !queue.TryMakeRoomFor(rows, ref removed)) end = EndOfFull;
        while (!removed.IsEmpty) EndRefused(removed.RemoveFirst(), ref deferred);
        if (end != RowsEnd.None) deferred.End(rows, end);
        return end == RowsEnd.None;
    }

    /// <summary>They may have been cancelled or late before.</summary>
    private void EndRefused(PendingRows rows, ref Deferred deferred)
    {
        RowsEnd end = rows.FindEnd();
        deferred.End(rows, end == RowsEnd.None ? EndOfFull : end);
    }
}
