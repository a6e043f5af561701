namespace Scoring.Tests.Batching.Batches;

/// <summary>How many rows ended in which way.</summary>
internal sealed class BatchTally
{
    public long Started { get; set; }

    public long Scored { get; set; }

    public long Failed { get; set; }

    public long Rejected { get; set; }

    public long Cancelled { get; set; }

    public long TurnedAway { get; set; }

    /// <summary>Requests with rows of several calls.</summary>
    public long Shared { get; set; }

    public long Ended => Scored + Failed + Rejected + Cancelled + TurnedAway;

    public override string ToString() =>
        $"{Started} rows: {Scored} scored, {Failed} failed, {Rejected} rejected, {Cancelled} cancelled, {TurnedAway} turned away; {Shared} shared requests";
}
