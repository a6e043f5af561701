using Scoring.Concurrency;

namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;

/// <summary>Flights to be used again. Each thread finds the one that it used last: its rows and scores are in this core's cache.</summary>
internal sealed class BareFlightPool<TRow, TScore>(IModelCase model, int maxBatchCount) : IDisposable
    where TRow : unmanaged
    where TScore : unmanaged
{
    private readonly ThreadPlaces<BareFlight<TRow, TScore>> _near = new();
    private readonly Lock _lock = new();

    /// <summary>Under <see cref="_lock"/>, as all below.</summary>
    private readonly Stack<BareFlight<TRow, TScore>> _others = [];

    /// <summary>Used or not; for their native memory.</summary>
    private readonly List<BareFlight<TRow, TScore>> _all = [];

    public BareFlight<TRow, TScore> Rent()
    {
        ref BareFlight<TRow, TScore>? near = ref _near.Mine;
        return Volatile.Read(ref near) is not null && Interlocked.Exchange(ref near, null) is { } flight ? flight : RentOther();
    }

    public void Return(BareFlight<TRow, TScore> flight)
    {
        ref BareFlight<TRow, TScore>? near = ref _near.Mine;
        if (Volatile.Read(ref near) is null && Interlocked.CompareExchange(ref near, flight, null) is null) return;
        lock (_lock) _others.Push(flight);
    }

    public void Dispose()
    {
        foreach (BareFlight<TRow, TScore> flight in _all) flight.Dispose();
    }

    private BareFlight<TRow, TScore> RentOther()
    {
        lock (_lock)
        {
            if (_others.TryPop(out BareFlight<TRow, TScore>? flight)) return flight;
            flight = new BareFlight<TRow, TScore>(this, model, maxBatchCount);
            _all.Add(flight);
            return flight;
        }
    }
}
