using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;

namespace Scoring.Simulation.Policies;

/// <summary>Fixed settings, as the clients keep them: what the best of all is the oracle.</summary>
internal sealed class FixedPolicy(Cell cell, FixedSettings settings) : IBatchingPolicy
{
    private readonly long _budget = cell.Profile.BudgetTicks;
    private readonly long _linger = SimulatedTime.ToTicks(settings.Linger);
    private readonly LingerWait _lingerWait = new(settings.Rows);
    private readonly ExpirySweep? _sweep = cell.Scenario.IsClosed ? new ExpirySweep() : null;

    public Decision Decide(QueueState queue)
    {
        if (_sweep is null) return DecideNow(queue);
        if (_sweep.IsDue(queue) && CountExpired(queue) is > 0 and var expired) return Decision.DropRows(expired);
        Decision decision = DecideNow(queue);
        if (decision.IsWait) return decision.OrAt(_sweep.Next);
        if (decision.Send > 0) _sweep.OnSent(queue.ArrivalOf(decision.Send - 1) + _budget);
        return decision;
    }

    public void OnCompleted(in LightBatch batch) => _lingerWait.OnCompleted();

    private Decision DecideNow(QueueState queue)
    {
        if (queue.InFlight >= settings.InFlight) return Decision.WaitForCompletion;
        if (queue.Waiting == 0) return Decision.Wait(rows: 1);
        int drop = Math.Max(CountExpired(queue), queue.Waiting - settings.MaxWaiting);
        if (drop > 0) return Decision.DropRows(drop);
        if (queue.Waiting >= settings.Rows) return Decision.SendRows(settings.Rows);
        if (_linger > 0 && _lingerWait.MustWait(queue, queue.ArrivalOf(0) + _linger, out Decision wait)) return wait;
        return Decision.SendRows(queue.Waiting);
    }

    private int CountExpired(QueueState queue) => queue.OldestAge >= _budget ? queue.CountArrivedBy(queue.Now - _budget) : 0;
}
