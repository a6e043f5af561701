namespace Scoring.Diagnostics;

/// <summary>A partition at one moment.</summary>
/// <remarks>Immutable. Idle partitions are forgotten when there are many, and their counts with them.</remarks>
public sealed record PartitionSnapshot
{
    /// <summary>Its number.</summary>
    public required int Partition { get; init; }

    /// <summary>Most requests that it may have in flight now: fewer than <see cref="ScoringClientOptions.MaxParallelRequests"/> while the endpoint is overloaded, or where fewer were found better.</summary>
    public required int ParallelLimit { get; init; }

    /// <summary>Requests in flight, and those about to be.</summary>
    public required int InFlight { get; init; }

    /// <summary>Rows in its queue.</summary>
    public required int QueuedRows { get; init; }

    /// <summary>Rows that wait for a place in its queue.</summary>
    public required long RowsOutside { get; init; }

    /// <summary>Rows that wait.</summary>
    public long Backlog => QueuedRows + RowsOutside;

    /// <summary>
    /// For how long the row that waits longest has waited; zero when none waits. Null when rows wait and it is not known since when: the clock is only read for each row where something depends on it,
    /// that is with <see cref="ScoringClientOptions.MaxDelay"/>, <see cref="ScoringClientOptions.MaxQueueDelay"/>, <see cref="ScoringClientOptions.P99Budget"/> or
    /// <see cref="QueueFullMode.Reject"/>.
    /// </summary>
    public required TimeSpan? WatermarkDelay { get; init; }

    /// <summary>Its requests, by why they held as many rows as they did.</summary>
    public required DispatchCounts Dispatches { get; init; }
}
