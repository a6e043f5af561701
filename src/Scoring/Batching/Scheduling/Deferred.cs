using Scoring.Concurrency;

namespace Scoring.Batching.Scheduling;

/// <summary>What was decided under the scheduler's lock and is to be done after it.</summary>
internal ref struct Deferred(Scheduler scheduler)
{
    private Partition? _first;
    private Partition? _last;
    private EndedRows? _ended;
    private List<Flight>? _givenUp;
    private Signal? _signal;
    private RowEndTally _ends;

    /// <summary>Starts a request of a partition; it has been granted.</summary>
    public void Start(Partition partition)
    {
        if (_last is null) _first = partition;
        else _last.NextToStart = partition;
        _last = partition;
    }

    public void End(PendingRows rows, RowsEnd end)
    {
        Count(rows, end, rows.Waiting);
        _ended ??= scheduler.NewEndedRowsUnsynchronized();
        _ended.Add(rows, end);
    }

    /// <summary>Counts rows that have ended without an answer.</summary>
    public void Count(PendingRows rows, RowsEnd end, int count)
    {
        if (end == RowsEnd.Told) end = rows.OwnEnd;
        scheduler.CountEndUnsynchronized(end, count);
        if (scheduler.Settings.Instruments.Rows.Enabled) _ends.Add(end, count);
    }

    /// <summary>Nobody waits for the answer any more.</summary>
    public void GiveUp(Flight flight)
    {
        flight.Keep();
        (_givenUp ??= []).Add(flight);
    }

    /// <summary>Sets a signal once all else is done.</summary>
    public void Set(Signal signal) => _signal = signal;

    /// <summary>Does it all.</summary>
    public void Run()
    {
        while (_first is { } partition)
        {
            // It may be granted again as soon as it is started.
            _first = partition.NextToStart;
            partition.NextToStart = null;
            scheduler.Settings.Starter.Start(partition);
        }

        if (!_ends.IsEmpty) scheduler.Meter.Record(in _ends);
        _ended?.Start();
        if (_givenUp is not null) StartGivingUp(_givenUp);
        _signal?.Set();
    }

    private readonly void StartGivingUp(List<Flight> flights)
    {
        foreach (Flight flight in flights) scheduler.Settings.Starter.Start(flight.NewGivingUp());
    }

    /// <summary>Does it all, and a request on this thread if it is the only one.</summary>
    /// <param name="lender">The row whose caller lends the thread.</param>
    public void RunHere(PendingRows lender)
    {
        Partition? only = ReferenceEquals(_first, _last) ? _first : null;
        if (only is not null) _first = null;
        Run();
        if (only is not null) scheduler.StartRequest(only, lender);
    }
}
