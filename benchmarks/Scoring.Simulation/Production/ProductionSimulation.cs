using Scoring.Records;
using Scoring.Simulation.Arrivals;

namespace Scoring.Simulation.Production;

/// <summary>One run of the real row client on a cell, on one thread and in virtual time. The same twice, to the last tick.</summary>
/// <remarks>
/// At one moment requests end first, then timers fire, then rows arrive; only then runs what the client has started meanwhile.
/// In a closed loop a caller whose row is late while its request is in flight comes again when that has ended, as it does in the light simulation.
/// </remarks>
internal sealed class ProductionSimulation : ISimulatedEndpointObserver
{
    /// <summary>Errors that are looked at; throwing each would take longer than the rest of the run.</summary>
    private const int CheckedErrors = 20;

    private readonly Cell _cell;
    private readonly VirtualRun _run = new(Environment.CurrentManagedThreadId);
    private readonly RunRecord _record;
    private readonly IScoringClient<long, long> _client;
    private readonly RowOptions _rowOptions;

    /// <summary>By their numbers, which are the values of their rows.</summary>
    private readonly List<VirtualCaller> _callers = [];

    /// <summary>Callers of single rows that wait for their next one.</summary>
    private readonly Stack<VirtualCaller> _idle = [];

    /// <summary>Callers whose row was refused in the moment in which it came; they come again a millisecond later, or the clock would stop.</summary>
    private readonly EndingQueue<VirtualCaller> _later = new();

    /// <summary>Calls and rows of an open loop that have come.</summary>
    private int _calls;

    private int _next;
    private int _errors;

    private ProductionSimulation(Cell cell, ScoringClientOptions options)
    {
        _cell = cell;
        _record = new RunRecord(cell.Profile.BudgetTicks);
        _rowOptions = new RowOptions(Deadline: TimeSpan.FromTicks(cell.Profile.BudgetTicks));
        var endpoint = new SimulatedEndpoint(_run, cell.Profile, cell.ServiceSeed, VirtualModel.Signature, rows => VirtualModel.Score(rows.RowCount, Now)) { Observer = this };
        _client = new ScoringClientBuilder(endpoint).Build<long, long>(options: _run.Use(options));
    }

    private long Now => _run.Clock.GetTimestamp();

    /// <param name="cell">A service under a load.</param>
    /// <param name="options">Clock and starter are replaced.</param>
    /// <param name="observe">Shown the client and the time, in ticks, before every moment of the run; null for nobody.</param>
    public static ProductionRun Run(Cell cell, ScoringClientOptions options, Action<IScoringClient<long, long>, long>? observe = null) =>
        new ProductionSimulation(cell, options).Run(observe);

    /// <summary>A request is sent with the rows of these callers.</summary>
    public void OnSent(SimulatedRequest request, RecordBatch rows)
    {
        _run.CheckThread();
        _record.OnSent(Now);
        var sent = RequestRows.Of(request);
        foreach (long number in rows.GetColumn<long>(0).Values)
        {
            VirtualCaller caller = _callers[(int)number];
            caller.Request = sent;
            sent.Arrivals.Add(caller.Arrival);
        }
    }

    /// <summary>A request is about to end.</summary>
    public void OnEnds(SimulatedRequest request, in SentBatch batch)
    {
        var rows = (RequestRows)request.State!;
        _record.OnEnded(request.Index, in batch, rows.Arrivals);
        foreach (VirtualCaller caller in rows.Late) GoOn(caller);
        rows.Late.Clear();
    }

    /// <summary>A caller has its scores: when its rows were sent.</summary>
    public void OnScored(VirtualCaller caller, ReadOnlySpan<long> sentAt)
    {
        _run.CheckThread();
        foreach (long time in sentAt) _record.OnScored(caller.Arrival, time, Now);
        GoOn(caller);
    }

    /// <summary>A caller has an error.</summary>
    public void OnDropped(VirtualCaller caller, Action rethrow)
    {
        _run.CheckThread();
        if (_errors++ < CheckedErrors) CheckError(rethrow);
        _record.OnDropped(caller.Rows, Now);
        if (!_cell.Scenario.IsClosed) GoOn(caller);
        else if (caller.Request is { IsInFlight: true } request) request.Late.Add(caller);
        else if (caller.Arrival == Now) _later.Add(Now + TimeSpan.TicksPerMillisecond, caller);
        else GoOn(caller);
    }

    private ProductionRun Run(Action<IScoringClient<long, long>, long>? observe)
    {
        for (int i = 0; i < _cell.Callers; i++) Send(NewCaller());
        _run.RunStarted();
        for (long time = NextTime(); time < SimulatedTime.RunTicks; time = NextTime())
        {
            observe?.Invoke(_client, time);
            Step(time);
        }

        // What was sent within the run still comes back.
        while (_record.InFlight > 0) Step(NextTime());
        return new ProductionRun(_record.ToMetrics(), _record.Batches, _record.SlowestRows);
    }

    private void Step(long time)
    {
        _run.Begin(time);
        while (_later.NextEnd <= time) Send(_later.RemoveNext());
        while (_next < _cell.Trace.Length && _cell.Trace[_next] <= time) SendNext();
        _run.RunStarted();
    }

    private long NextTime()
    {
        long time = Math.Min(_run.NextMoment, _later.NextEnd);
        return _next < _cell.Trace.Length ? Math.Min(time, _cell.Trace[_next]) : time;
    }

    private void SendNext()
    {
        VirtualCaller caller = _idle.TryPop(out VirtualCaller? idle) ? idle : NewCaller();
        _calls++;
        _next += caller.Rows;
        Send(caller);
    }

    private VirtualCaller NewCaller()
    {
        int number = _callers.Count, partition = _cell.PartitionOf(number);
        VirtualCaller caller = _cell.Profile.CallSizes.Count > 0 && !_cell.Scenario.IsClosed
            ? new ManyRowsCaller(this, number, partition, _cell.RowsOf(_calls))
            : new OneRowCaller(this, number, partition);
        _callers.Add(caller);
        return caller;
    }

    private void GoOn(VirtualCaller caller)
    {
        if (!_cell.Scenario.IsClosed) Rest(caller);
        else if (Now < SimulatedTime.RunTicks) Send(caller);
    }

    /// <summary>Callers of partitions or of several rows serve once.</summary>
    private void Rest(VirtualCaller caller)
    {
        if (caller is OneRowCaller && _cell.Profile.Partitions == 1) _idle.Push(caller);
    }

    private void Send(VirtualCaller caller) => caller.Send(_client, Now, caller.Partition == 0 ? _rowOptions : _rowOptions with { Partition = caller.Partition });

    /// <summary>Rows are refused or late, or their request was; all else is a fault of the simulation or of the client.</summary>
    private static void CheckError(Action rethrow)
    {
        try
        {
            rethrow();
        }
        catch (ScoringException error) when (error is ScoringRejectedException or ScoringEndpointException or ScoringRowsException)
        {
        }
    }
}
