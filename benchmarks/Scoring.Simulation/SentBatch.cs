namespace Scoring.Simulation;

/// <summary>A request that was sent and has ended.</summary>
/// <param name="Rows">Rows in it.</param>
/// <param name="InFlight">Requests in flight when it was sent, itself included.</param>
/// <param name="SentAt">In ticks.</param>
/// <param name="EndsAt">In ticks.</param>
/// <param name="HasFailed">Whether it was answered that the service is overloaded.</param>
internal readonly record struct SentBatch(int Rows, int InFlight, long SentAt, long EndsAt, bool HasFailed = false)
{
    public long Duration => EndsAt - SentAt;

    public bool IsMeasured => SentAt is >= SimulatedTime.MeasuredFromTicks and < SimulatedTime.RunTicks;
}
