using System.Diagnostics;

namespace Scoring.Batching.Queueing;

/// <summary>What most rows do not have: a priority, a deadline, somebody who traces them. Apart from the rows, as each cache line of theirs goes from core to core.</summary>
internal sealed class RowTerms
{
    /// <inheritdoc cref="PendingRows.Priority"/>
    public int Priority { get; set; }

    /// <inheritdoc cref="PendingRows.Deadline"/>
    public Deadline Deadline { get; set; }

    /// <inheritdoc cref="PendingRows.DueAt"/>
    public long DueAt { get; set; } = long.MaxValue;

    /// <inheritdoc cref="PendingRows.LineNumber"/>
    public long LineNumber { get; set; }

    /// <inheritdoc cref="PendingRows.HeapNumber"/>
    public int HeapNumber { get; set; }

    /// <inheritdoc cref="PendingRows.Caller"/>
    public Activity? Caller { get; set; }
}
