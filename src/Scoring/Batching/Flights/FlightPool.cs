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

        return TakeOver() ?? create();
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

    /// <summary>Another thread's flight rather than a new one, so that there are no more of them than were ever in use at once.</summary>
    private Flight? TakeOver()
    {
        for (int distance = 1; distance < ThreadPlaces<Flight>.Count; distance++)
        {
            if (Interlocked.Exchange(ref _near.At(distance), null) is { } flight) return flight;
        }

        return null;
    }
}
