using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;

namespace Scoring.Simulation.Policies;

/// <summary>Fixed settings, as the clients keep them: what the best of all is the oracle.</summary>
internal sealed class FixedPolicy(Cell cell, FixedSettings settings) : IBatchingPolicy
{
    private readonly long _budget = cell.Profile.BudgetTicks;
    private readonly long _linger = SimulatedTime.ToTicks(settings.Linger);
    private readonly LingerWait _lingerWait = new(Math.Min(settings.Rows, settings.MaxWaiting));

    /// <summary>So many do not wait for others: no more fit into a request, or into the queue.</summary>
    private readonly int _full = Math.Min(settings.Rows, settings.MaxWaiting);
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
        bool isFull = queue.Waiting >= _full;
        if (_linger > 0)
        {
            long due = queue.ArrivalOf(0) + _linger;
            if (isFull) _lingerWait.OnFull(queue, due);
            else if (_lingerWait.MustWait(queue, due, out Decision wait)) return wait;
        }

        return Decision.SendRows(Math.Min(queue.Waiting, settings.Rows));
    }

    private int CountExpired(QueueState queue) => queue.OldestAge >= _budget ? queue.CountArrivedBy(queue.Now - _budget) : 0;
}
