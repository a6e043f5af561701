namespace Scoring.Batching.Scheduling;

/// <summary>What was decided under the scheduler's lock and is to be done after it.</summary>
internal ref struct Deferred(Scheduler scheduler)
{
    private Flight? _first;
    private Flight? _last;
    private EndedRows? _ended;
    private List<Flight>? _givenUp;

    /// <summary>The only flight to start; null when there is none or more than one.</summary>
    public readonly Flight? OnlyFlight => ReferenceEquals(_first, _last) ? _first : null;

    public void Start(Flight flight)
    {
        if (_last is null) _first = flight;
        else _last.Next = flight;
        _last = flight;
    }

    public void End(PendingRows rows, RowsEnd end)
    {
        _ended ??= scheduler.NewEndedRowsUnsynchronized();
        _ended.Add(rows, end);
    }

    /// <summary>Nobody waits for the answer any more.</summary>
    public void GiveUp(Flight flight)
    {
        flight.Keep();
        (_givenUp ??= []).Add(flight);
    }

    /// <summary>Does it all.</summary>
    public void Run()
    {
        while (_first is { } flight)
        {
            _first = flight.Next;
            flight.Next = null;
            scheduler.Settings.Starter.Start(flight.Step);
        }

        _ended?.Start();
        if (_givenUp is null) return;
        foreach (Flight flight in _givenUp) flight.GiveUp();
    }

    /// <summary>Does it all, the only flight on this thread.</summary>
    public void RunHere()
    {
        Flight? only = OnlyFlight;
        if (only is not null) (_first, _last) = (null, null);
        Run();
        only?.TakeOff(isCallersThread: true);
    }
}
