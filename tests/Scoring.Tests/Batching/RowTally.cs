namespace Scoring.Tests.Batching;

/// <summary>How many rows ended in which way.</summary>
internal readonly record struct RowTally(long Scored, long Unwritable, long Failed, long Rejected, long Cancelled, long TurnedAway)
{
    public long Total => Scored + Unwritable + Failed + Rejected + Cancelled + TurnedAway;

    public static RowTally operator +(RowTally left, RowTally right) => new(
        left.Scored + right.Scored,
        left.Unwritable + right.Unwritable,
        left.Failed + right.Failed,
        left.Rejected + right.Rejected,
        left.Cancelled + right.Cancelled,
        left.TurnedAway + right.TurnedAway);
}
