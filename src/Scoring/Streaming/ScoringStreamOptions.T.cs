namespace Scoring.Streaming;

/// <summary>How a stream of rows is scored. Read once, when the stream is first asked for a result.</summary>
/// <typeparam name="TRow">The row.</typeparam>
public sealed class ScoringStreamOptions<TRow>
{
    /// <summary>Most rows that were taken from the source and not yet given out: 1 or more, 1,024 by default.</summary>
    public int MaxInFlight { get; set; } = 1024;

    /// <summary>The order of the results; by partition unless told otherwise.</summary>
    public StreamOrder Order { get; set; }

    /// <summary>The partition of a row, such as <see cref="PartitionSelector"/> makes; all rows are in partition 0 when left out. Called once per row, in order.</summary>
    public Func<TRow, int>? Partition { get; set; }

    /// <summary>How long from its submission a row's score is of use; more than zero, null for ever.</summary>
    public TimeSpan? Deadline { get; set; }

    /// <summary>The priority of the rows among all that wait; see <see cref="RowOptions"/>.</summary>
    public int Priority { get; set; }
}
