using Scoring.Simulation.Light;
using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Policies;

/// <summary>Fixed settings: what the best of all is the oracle.</summary>
internal sealed class FixedPolicy(ServiceProfile profile, FixedSettings settings) : IBatchingPolicy
{
    private readonly long _budget = profile.BudgetTicks;
    private readonly long _linger = SimulatedTime.ToTicks(settings.Linger);

    public Decision Decide(QueueState queue)
    {
        if (queue.InFlight >= settings.InFlight) return Decision.WaitForCompletion;
        if (queue.Waiting == 0) return Decision.Wait(rows: 1);
        if (CountDropped(queue) is > 0 and var drop) return Decision.DropRows(drop);
        if (queue.Waiting >= settings.Rows) return Decision.SendRows(settings.Rows);
        long due = queue.ArrivalOf(0) + _linger;
        return due <= queue.Now ? Decision.SendRows(queue.Waiting) : Decision.Wait(settings.Rows, due);
    }

    public void OnCompleted(in LightBatch batch)
    {
    }

    private int CountDropped(QueueState queue)
    {
        int expired = queue.OldestAge >= _budget ? queue.CountArrivedBy(queue.Now - _budget) : 0;
        return Math.Max(expired, queue.Waiting - settings.MaxWaiting);
    }
}
