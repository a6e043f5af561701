using Scoring.Simulation.Arrivals;

namespace Scoring.Simulation.Production;

/// <summary>One run of the real row client on a cell, on one thread and in virtual time. The same twice, to the last tick.</summary>
/// <remarks>
/// At one moment requests end first, then timers fire, then rows arrive; only then runs what the client has started meanwhile.
/// In a closed loop a caller whose row is late while its request is in flight comes again when that has ended, as it does in the light simulation.
/// </remarks>
internal sealed class ProductionSimulation
{
    /// <summary>Errors that are looked at; throwing each would take longer than the rest of the run.</summary>
    private const int CheckedErrors = 20;

    private readonly Cell _cell;
    private readonly VirtualClock _clock = new();
    private readonly VirtualThread _thread = new();
    private readonly VirtualLeaf _leaf;
    private readonly RunRecord _record;
    private readonly IScoringClient<long, long> _client;
    private readonly RowOptions _rowOptions;
    private readonly List<VirtualCaller> _callers = [];
    private readonly Stack<VirtualCaller> _idle = [];

    /// <summary>Callers whose row was refused in the moment in which it came; they come again a millisecond later, or the clock would stop.</summary>
    private readonly Queue<(long Time, VirtualCaller Caller)> _later = [];

    private int _next;
    private int _errors;

    private ProductionSimulation(Cell cell, ScoringClientOptions options)
    {
        _cell = cell;
        _record = new RunRecord(cell.Profile.BudgetTicks);
        _leaf = new VirtualLeaf(cell.NewSampler(), this, _clock);
        _rowOptions = new RowOptions(Deadline: TimeSpan.FromTicks(cell.Profile.BudgetTicks));
        options.TimeProvider = _clock;
        options.Starter = _thread;
        _client = new ScoringClientBuilder(_leaf).Build<long, long>(options: options);
    }

    /// <param name="cell">A service under a load.</param>
    /// <param name="options">Clock and starter are replaced.</param>
    public static ProductionRun Run(Cell cell, ScoringClientOptions options) => new ProductionSimulation(cell, options).Run();

    /// <summary>A request is sent with the rows of these callers.</summary>
    public void OnSent(VirtualRequest request, ReadOnlySpan<long> callers)
    {
        _thread.Check();
        SentBatch batch = request.Batch;
        _record.OnSent(in batch);
        foreach (long number in callers)
        {
            VirtualCaller caller = _callers[(int)number];
            caller.Request = request;
            _record.OnSent(in batch, caller.Arrival);
        }
    }

    /// <summary>A request is about to end.</summary>
    public void OnEnds(VirtualRequest request)
    {
        foreach (VirtualCaller caller in request.Late) GoOn(caller);
        request.Late.Clear();
    }

    public void OnScored(VirtualCaller caller, long sentAt)
    {
        _thread.Check();
        _record.OnScored(caller.Arrival, sentAt, _clock.Now);
        GoOn(caller);
    }

    public void OnDropped(VirtualCaller caller, ValueTask<long> score)
    {
        _thread.Check();
        if (_errors++ < CheckedErrors) CheckError(score);
        _record.OnDropped(_clock.Now);
        if (!_cell.Scenario.IsClosed) GoOn(caller);
        else if (caller.Request is { } request && request.Batch.EndsAt > _clock.Now) request.Late.Add(caller);
        else if (caller.Arrival == _clock.Now) _later.Enqueue((_clock.Now + TimeSpan.TicksPerMillisecond, caller));
        else GoOn(caller);
    }

    private ProductionRun Run()
    {
        for (int i = 0; i < _cell.Callers; i++) Send(NewCaller());
        _thread.RunAll();
        for (long time = NextTime(); time < SimulatedTime.RunTicks; time = NextTime()) Step(time);

        // What was sent within the run still comes back.
        while (_leaf.NextEnd <= _record.LastEnd) Step(NextTime());
        return new ProductionRun(_record.ToMetrics(), _record.Batches);
    }

    private void Step(long time)
    {
        _clock.Now = time;
        _leaf.EndDue();
        _clock.FireDue();
        while (_later.TryPeek(out (long Time, VirtualCaller Caller) later) && later.Time <= time) Send(_later.Dequeue().Caller);
        while (_next < _cell.Trace.Length && _cell.Trace[_next] <= time) SendNext();
        _thread.RunAll();
    }

    private long NextTime()
    {
        long time = Math.Min(_leaf.NextEnd, _clock.NextDue);
        if (_next < _cell.Trace.Length) time = Math.Min(time, _cell.Trace[_next]);
        return _later.TryPeek(out (long Time, VirtualCaller Caller) later) ? Math.Min(time, later.Time) : time;
    }

    private void SendNext()
    {
        _next++;
        Send(_idle.TryPop(out VirtualCaller? caller) ? caller : NewCaller());
    }

    private VirtualCaller NewCaller()
    {
        var caller = new VirtualCaller(this, _callers.Count);
        _callers.Add(caller);
        return caller;
    }

    private void GoOn(VirtualCaller caller)
    {
        if (!_cell.Scenario.IsClosed) _idle.Push(caller);
        else if (_clock.Now < SimulatedTime.RunTicks) Send(caller);
    }

    private void Send(VirtualCaller caller) => caller.Send(_client, _clock.Now, in _rowOptions);

    /// <summary>Rows are refused or late; all else is a fault of the simulation or of the client.</summary>
    private static void CheckError(ValueTask<long> score)
    {
        try
        {
            _ = score.Result;
        }
        catch (ScoringRejectedException)
        {
        }
    }
}
