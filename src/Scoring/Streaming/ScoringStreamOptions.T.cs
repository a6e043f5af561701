namespace Scoring.Streaming;

/// <summary>How a stream of rows is scored. Read once, by the call that makes the stream.</summary>
/// <typeparam name="TRow">The row.</typeparam>
public sealed class ScoringStreamOptions<TRow>
{
    /// <summary>Most rows that were taken from the source and not yet given out: 1 or more, 1,024 by default. It bounds all partitions together, so a partition
    /// whose rows take for ever can fill it and then holds up the others.</summary>
    /// <remarks>Room is made and filled again by the eighth as long as there are results to give out. Rows of one partition are scored in calls of at most
    /// an eighth of it, and never more than 128.</remarks>
    public int MaxInFlight { get; set; } = 1024;

    /// <summary>The order of the results; by partition unless told otherwise.</summary>
    public StreamOrder Order { get; set; }

    /// <summary>The partition of a row, such as <see cref="PartitionSelector"/> makes; all rows are in partition 0 when left out. Called once per row, in order,
    /// from any thread but one at a time. What it throws is the error of its row, which then is in no partition and in no order with others.</summary>
    public Func<TRow, int>? Partition { get; set; }

    /// <summary>How long from its submission a row's score is of use; more than zero, null for ever.</summary>
    public TimeSpan? Deadline { get; set; }

    /// <summary>The priority of the rows among all that wait; see <see cref="RowOptions"/>.</summary>
    public int Priority { get; set; }

    /// <summary>What a stream keeps, so that a later change does not reach it.</summary>
    internal ScoringStreamOptions<TRow> Copy() => (ScoringStreamOptions<TRow>)MemberwiseClone();

    internal void Validate()
    {
        if (MaxInFlight < 1) throw OutOfRange(nameof(MaxInFlight), MaxInFlight, "1 or more rows");
        if (Order is not (StreamOrder.Partition or StreamOrder.Completion)) throw OutOfRange(nameof(Order), Order, "Partition or Completion");
        if (Deadline <= TimeSpan.Zero) throw OutOfRange(nameof(Deadline), Deadline, "more than zero, or null for none");
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new($"ScoringStreamOptions.{name}", value, $"ScoringStreamOptions.{name} is {value}; it must be {range}.");
}
