namespace Scoring.Simulation;

/// <summary>A request as it was sent.</summary>
/// <param name="Rows">Rows in it.</param>
/// <param name="InFlight">Requests in flight when it was sent, itself included.</param>
/// <param name="SentAt">In ticks.</param>
/// <param name="EndsAt">In ticks.</param>
internal readonly record struct SentBatch(int Rows, int InFlight, long SentAt, long EndsAt)
{
    public long Duration => EndsAt - SentAt;

    public bool IsMeasured => SentAt is >= SimulatedTime.MeasuredFromTicks and < SimulatedTime.RunTicks;
}
