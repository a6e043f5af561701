namespace Scoring.Simulation.Light;

/// <summary>A request: consecutive rows, as they are served in the order in which they came.</summary>
/// <param name="FirstRow">The first of its rows.</param>
/// <param name="Rows">How many.</param>
/// <param name="InFlight">Requests in flight when it was sent, itself included.</param>
/// <param name="SentAt">In ticks.</param>
/// <param name="EndsAt">In ticks.</param>
internal readonly record struct LightBatch(int FirstRow, int Rows, int InFlight, long SentAt, long EndsAt)
{
    public long Duration => EndsAt - SentAt;

    public bool IsMeasured => SentAt >= SimulatedTime.MeasuredFromTicks;
}
