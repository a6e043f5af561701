using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;

namespace Scoring.Simulation.Rivals;

/// <summary>What all rivals have in common: rows that are late already are dropped before a request is sent.</summary>
internal abstract class RivalPolicy(Cell cell) : IBatchingPolicy
{
    protected const int MaxRows = 1024;

    /// <summary>In ticks.</summary>
    protected long Budget { get; } = cell.Profile.BudgetTicks;

    /// <summary>Most requests in flight.</summary>
    protected virtual int Limit => 1;

    public Decision Decide(QueueState queue)
    {
        if (queue.InFlight >= Limit) return Decision.WaitForCompletion;
        if (queue.Waiting == 0) return Decision.Wait(rows: 1);
        return queue.OldestAge >= Budget ? Decision.DropRows(queue.CountArrivedBy(queue.Now - Budget)) : Choose(queue);
    }

    public virtual void OnCompleted(in LightBatch batch)
    {
    }

    /// <summary>A request could be sent, and a row waits that is not late yet.</summary>
    protected virtual Decision Choose(QueueState queue) => Decision.SendRows(Math.Min(queue.Waiting, MaxRows));
}
