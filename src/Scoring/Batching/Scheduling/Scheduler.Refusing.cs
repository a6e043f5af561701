namespace Scoring.Batching.Scheduling;

/// <summary>Rows that are refused so that the queue keeps its limits.</summary>
internal sealed partial class Scheduler
{
    /// <summary>Ends rows until new ones fit, or the new ones: when nobody waits for them any more, or only rows of higher priorities are there.</summary>
    private static bool TryMakeRoomUnsynchronized(RowQueue queue, PendingRows rows, ref Deferred deferred)
    {
        if (queue.HasRoomFor(rows.Waiting)) return true;
        RowsEnd end = rows.FindEnd();
        RowList removed = default;
        if (end == RowsEnd.None && !queue.TryMakeRoomFor(rows, ref removed)) end = RowsEnd.QueueFull;
        while (!removed.IsEmpty) EndRefused(removed.RemoveFirst(), ref deferred);
        if (end != RowsEnd.None) deferred.End(rows, end);
        return end == RowsEnd.None;
    }

    /// <summary>They may have been cancelled or late before.</summary>
    private static void EndRefused(PendingRows rows, ref Deferred deferred)
    {
        RowsEnd end = rows.FindEnd();
        deferred.End(rows, end == RowsEnd.None ? RowsEnd.QueueFull : end);
    }
}
