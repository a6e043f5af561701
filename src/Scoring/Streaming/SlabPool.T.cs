namespace Scoring.Streaming;

/// <summary>The slabs of one stream that are free.</summary>
internal sealed class SlabPool<TRow, TScore>(IScoringClient<TRow, TScore> client, int maxRows, int maxInFlight, Action<Slab<TRow, TScore>> onFinished)
{
    /// <summary>Room for rows that is kept: enough for a window full of slabs of one row each.</summary>
    private readonly long _maxCapacity = 8L * maxInFlight;

    private readonly Stack<Slab<TRow, TScore>> _free = [];
    private long _capacity;

    public Slab<TRow, TScore> Rent()
    {
        if (!_free.TryPop(out Slab<TRow, TScore>? slab)) return new Slab<TRow, TScore>(client, maxRows, onFinished);
        _capacity -= slab.Capacity;
        return slab;
    }

    public void Return(Slab<TRow, TScore> slab)
    {
        slab.Reset();
        if (_capacity + slab.Capacity > _maxCapacity) return;
        _capacity += slab.Capacity;
        _free.Push(slab);
    }
}
