namespace Scoring.Batching.Scheduling;

/// <summary>An independent stream of rows: its queue, and its requests in flight.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
internal sealed class Partition(int key, int maxQueuedRows)
{
    public int Key { get; } = key;

    public RowQueue Queue { get; } = new(maxQueuedRows);

    /// <summary>Requests in flight, and those about to be: never more than the partition's limit.</summary>
    public int Active { get; set; }

    /// <summary>Those of <see cref="Active"/> that have not taken their rows yet.</summary>
    public int Granted { get; set; }

    /// <summary>Whether it stands in the line of partitions that wait for a request.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether its rows wait for others to come, until the scheduler's timer says otherwise.</summary>
    public bool IsLingering { get; set; }

    public bool IsIdle => Active == 0 && Queue.IsEmpty && Queue.RowsOutside == 0;
}
