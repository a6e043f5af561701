using Scoring.Simulation.Arrivals;

namespace Scoring.Simulation.Light;

/// <summary>What a policy may know: one partition's queue, first come first served.</summary>
internal sealed class QueueState(ArrivalLog log)
{
    /// <summary>In ticks.</summary>
    public long Now { get; set; }

    /// <summary>Rows that have come so far.</summary>
    public int Arrived { get; private set; }

    /// <summary>Rows that have left the queue so far.</summary>
    public int Head { get; private set; }

    public int InFlight { get; set; }

    public int Waiting => Arrived - Head;

    /// <summary>How long the first row has waited; 0 when none does.</summary>
    public long OldestAge => Waiting == 0 ? 0 : Now - ArrivalOf(0);

    /// <summary>When a row came that waits; 0 is the first in line.</summary>
    public long ArrivalOf(int index) => log.TimeOf(Head + index);

    /// <summary>How many rows wait that came at or before a time.</summary>
    public int CountArrivedBy(long time) => Math.Min(log.CountUpTo(time, Head), Arrived) - Head;

    public void TakeArrivals() => Arrived = log.CountUpTo(Now, Arrived);

    public void Leave(int rows) => Head += rows;
}
