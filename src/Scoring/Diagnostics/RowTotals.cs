namespace Scoring.Diagnostics;

/// <summary>What a client has sent and how rows have ended, since it knows its model.</summary>
/// <remarks>Immutable. Rows are counted when their request comes back, before its scores are read; what a binding or a caller makes of them afterwards is not seen here.</remarks>
public sealed record RowTotals
{
    /// <summary>Requests that were sent. What a stage sends again counts once.</summary>
    public long RequestsSent { get; init; }

    /// <summary>Rows in them.</summary>
    public long RowsSent { get; init; }

    /// <summary>Rows whose request brought a score for them.</summary>
    public long RowsScored { get; init; }

    /// <summary>Rows whose request failed, or that had an error of their own.</summary>
    public long RowsFailed { get; init; }

    /// <summary>Rows that were turned away: the queue was full, they waited too long, or they would have been late after service.</summary>
    public long RowsRefused { get; init; }

    /// <summary>Rows whose deadline passed while they waited or were in flight.</summary>
    public long RowsExpired { get; init; }

    /// <summary>Rows whose caller has cancelled while they waited or were in flight.</summary>
    public long RowsCancelled { get; init; }

    /// <summary>Rows that were left when the client was disposed.</summary>
    public long RowsShutDown { get; init; }
}
