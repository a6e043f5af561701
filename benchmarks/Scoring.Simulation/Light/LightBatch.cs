namespace Scoring.Simulation.Light;

/// <summary>A request: consecutive rows, as they are served in the order in which they came.</summary>
/// <param name="FirstRow">The first of its rows.</param>
/// <param name="FirstArrival">When that came.</param>
/// <param name="Sent">The request itself.</param>
internal readonly record struct LightBatch(int FirstRow, long FirstArrival, SentBatch Sent)
{
    public int Rows => Sent.Rows;

    /// <summary>Requests in flight when it was sent, itself included.</summary>
    public int InFlight => Sent.InFlight;

    public long SentAt => Sent.SentAt;

    public long EndsAt => Sent.EndsAt;

    public long Duration => Sent.Duration;

    public bool IsMeasured => Sent.IsMeasured;
}
