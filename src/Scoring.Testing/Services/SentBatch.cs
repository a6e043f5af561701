namespace Scoring.Testing.Services;

/// <summary>A request that was sent and has ended.</summary>
/// <param name="Rows">Rows in it.</param>
/// <param name="InFlight">Requests in flight when it was sent, itself included.</param>
/// <param name="SentAt">In ticks.</param>
/// <param name="EndsAt">In ticks.</param>
/// <param name="Fault">What it was answered instead of scores; null where it was scored.</param>
internal readonly record struct SentBatch(int Rows, int InFlight, long SentAt, long EndsAt, ServiceFault? Fault = null)
{
    public long Duration => EndsAt - SentAt;

    public bool HasFailed => Fault is not null;
}
