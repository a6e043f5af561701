namespace Scoring.Testing;

/// <summary>A request that a fake or simulated model was sent.</summary>
/// <param name="Rows">Rows in it.</param>
/// <param name="Partition">The partition they came from.</param>
/// <param name="SentAt">When, from the start of the clock.</param>
/// <param name="EndedAt">When its answer came; null while it is in flight.</param>
/// <param name="Status">The HTTP status that it failed with; null where it was scored, is in flight, or failed without one.</param>
/// <param name="Failed">Whether it ended without scores.</param>
public readonly record struct SentRequest(int Rows, int Partition, TimeSpan SentAt, TimeSpan? EndedAt = null, int? Status = null, bool Failed = false)
{
    /// <summary>The request in words, for messages.</summary>
    public override string ToString()
    {
        string text = FormattableString.Invariant($"{Rows} rows at {SentAt.TotalMilliseconds:0.###} ms");
        if (Partition != 0) text += FormattableString.Invariant($" of partition {Partition}");
        if (EndedAt is null) return text + ", in flight";
        return Failed ? text + (Status is { } status ? FormattableString.Invariant($", failed with {status}") : ", failed") : text;
    }
}
