namespace Scoring.Benchmarks.Measuring;

/// <summary>Rows that have their scores: pushed by any thread, taken all at once by the one that counts them.</summary>
internal sealed class ArrivalStack<TScore>
{
    private Arrival<TScore>? _top;

    public void Push(Arrival<TScore> arrival)
    {
        Arrival<TScore>? top;
        do
        {
            top = Volatile.Read(ref _top);
            arrival.Next = top;
        }
        while (Interlocked.CompareExchange(ref _top, arrival, top) != top);
    }

    public Arrival<TScore>? TakeAll() => Volatile.Read(ref _top) is null ? null : Interlocked.Exchange(ref _top, null);
}
