namespace Scoring;

/// <summary>What happens to rows for which a partition's queue has no place.</summary>
public enum QueueFullMode
{
    /// <summary>Their caller waits, first come, first served; the default.</summary>
    Wait,

    /// <summary>They end at once with <see cref="ScoringRejectedException"/>.</summary>
    Reject,

    /// <summary>
    /// They take the place of others: rows of the lowest priority that waits, not higher than theirs, end with <see cref="ScoringRejectedException"/>, those first whose turn
    /// would have been next, until the new ones fit. Rows that find only rows of higher priorities end so themselves. For rows that are of more use the newer they are:
    /// under overload those at the front have waited longest. A call of many rows ends as a whole.
    /// </summary>
    /// <remarks>The limit is kept when rows are put in line, at most about 15 ms after they were submitted.</remarks>
    RejectOldest,
}
