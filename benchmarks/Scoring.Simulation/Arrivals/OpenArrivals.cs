namespace Scoring.Simulation.Arrivals;

/// <summary>Rows that come whatever happens.</summary>
internal sealed class OpenArrivals(long[] trace) : ArrivalLog
{
    public override int Count => trace.Length;

    public override long TimeOf(int row) => row < trace.Length ? trace[row] : long.MaxValue;

    public override int CountUpTo(long time, int from) => CountUpTo(trace, time, from);
}
