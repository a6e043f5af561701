using Scoring.Concurrency;

namespace Scoring.Batching.Flights;

/// <summary>Flights to be used again. Each thread finds the one that it used last: its rows and scores are in this core's cache.</summary>
internal sealed class FlightPool(Func<Flight> create)
{
    /// <summary>Flights at once in a busy application; beyond that one is simply made anew.</summary>
    private const int MaxRetained = 256;

    private readonly ThreadPlaces<Flight> _near = new();
    private readonly Lock _lock = new();

    /// <summary>Under <see cref="_lock"/>.</summary>
    private readonly Stack<Flight> _others = [];

    public Flight Rent()
    {
        ref Flight? near = ref _near.Mine;
        if (Volatile.Read(ref near) is not null && Interlocked.Exchange(ref near, null) is { } flight) return flight;
        lock (_lock)
        {
            if (_others.TryPop(out Flight? other)) return other;
        }

        return create();
    }

    public void Return(Flight flight)
    {
        ref Flight? near = ref _near.Mine;
        if (Volatile.Read(ref near) is null && Interlocked.CompareExchange(ref near, flight, null) is null) return;
        lock (_lock)
        {
            if (_others.Count < MaxRetained) _others.Push(flight);
        }
    }
}
