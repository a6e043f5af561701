using Scoring.Simulation.Arrivals;

namespace Scoring.Simulation.Light;

/// <summary>One run of a policy on a cell: one partition, single rows, first come first served. It costs time per request, not per row.</summary>
/// <remarks>At one moment requests end first, their callers come again at once, then rows arrive, then requests are sent.</remarks>
internal sealed class LightSimulation
{
    private readonly Cell _cell;
    private readonly IBatchingPolicy _policy;
    private readonly ServiceRun<int> _service;
    private readonly ArrivalLog _log;
    private readonly ClosedArrivals? _callers;
    private readonly QueueState _queue;

    /// <summary>In the order in which they were sent; how long they take is known when they have ended.</summary>
    private readonly List<LightBatch> _batches = [];

    /// <summary>Callers whose rows were refused in the moment in which they came; they come again a millisecond later, or the clock would stop.</summary>
    private readonly EndingQueue<int> _later = new();

    private int _drops;

    private LightSimulation(Cell cell, IBatchingPolicy policy)
    {
        (_cell, _policy) = (cell, policy);
        _service = cell.NewService<int>();
        _callers = cell.Scenario.IsClosed ? new ClosedArrivals() : null;
        _log = _callers as ArrivalLog ?? new OpenArrivals(cell.Trace);
        _queue = new QueueState(_log);
    }

    public static LightRun Run(Cell cell, IBatchingPolicy policy) => new LightSimulation(cell, policy).Run();

    private LightRun Run()
    {
        _callers?.Add(0, _cell.Callers);
        long next = _callers is null ? _log.TimeOf(0) : 0;
        while (next < SimulatedTime.RunTicks)
        {
            _queue.Now = next;
            while (_service.NextEnd == next) EndOne();
            while (_later.NextEnd == next) _callers!.Add(next, _later.RemoveNext());
            _queue.TakeArrivals();
            next = NextTime(Act());
        }

        while (_service.InFlight > 0) EndOne();
        return new LightRun(_cell, _log, _batches, _drops);
    }

    private void EndOne()
    {
        (int index, SentBatch sent) = _service.EndNext();
        LightBatch batch = _batches[index] = _batches[index] with { Sent = sent };
        _queue.InFlight = _service.InFlight;
        _callers?.Add(_queue.Now, batch.Rows);
        _policy.OnCompleted(in batch);
    }

    /// <summary>Does what the policy wants until it waits.</summary>
    private Decision Act()
    {
        while (true)
        {
            Decision decision = _policy.Decide(_queue);
            if (decision.IsWait) return decision;
            if (decision.Drop > 0) Drop(decision.Drop);
            if (decision.Send > 0) Send(decision.Send);
        }
    }

    private void Drop(int rows)
    {
        int old = Math.Min(_queue.CountArrivedBy(_queue.Now - 1), rows);
        _queue.Leave(rows);
        if (_queue.Now >= SimulatedTime.MeasuredFromTicks) _drops += rows;
        if (_callers is null) return;
        _callers.Add(_queue.Now, old);
        if (old < rows) _later.Add(_queue.Now + TimeSpan.TicksPerMillisecond, rows - old);
        _queue.TakeArrivals();
    }

    private void Send(int rows)
    {
        _service.Send(_batches.Count, rows, _queue.Now);
        _batches.Add(new LightBatch(_queue.Head, _queue.ArrivalOf(0), default));
        _queue.Leave(rows);
        _queue.InFlight = _service.InFlight;
    }

    private long NextTime(in Decision wait)
    {
        long rows = wait.WakeAtRows == int.MaxValue ? long.MaxValue : _log.TimeOf(_queue.Head + Math.Max(wait.WakeAtRows, _queue.Waiting + 1) - 1);
        long time = Math.Min(Math.Min(rows, wait.WakeAt), Math.Min(_service.NextEnd, _later.NextEnd));

        // A policy that asks to be woken at once would stop the clock.
        return Math.Max(time, _queue.Now + 1);
    }
}
