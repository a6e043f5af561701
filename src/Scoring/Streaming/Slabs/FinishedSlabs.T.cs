namespace Scoring.Streaming.Slabs;

/// <summary>Slabs whose calls have ended, until the stream looks at them. Added from any thread, taken by one.</summary>
internal struct FinishedSlabs<TRow, TScore>
{
    /// <summary>The last to finish, linked to the one before it. Changed only by interlocked operations; all are taken at once, so a slab that comes back does no harm.</summary>
    private Slab<TRow, TScore>? _last;

    public void Add(Slab<TRow, TScore> slab)
    {
        Slab<TRow, TScore>? last = Volatile.Read(ref _last);
        while (true)
        {
            slab.FinishedNext = last;
            Slab<TRow, TScore>? seen = Interlocked.CompareExchange(ref _last, slab, last);
            if (seen == last) return;
            last = seen;
        }
    }

    /// <summary>Takes all, linked in the order in which they finished; null when there is none.</summary>
    public Slab<TRow, TScore>? TakeAll()
    {
        if (Volatile.Read(ref _last) is null) return null;
        Slab<TRow, TScore>? rest = Interlocked.Exchange(ref _last, null);
        Slab<TRow, TScore>? first = null;
        while (rest is { } slab)
        {
            rest = slab.FinishedNext;
            slab.FinishedNext = first;
            first = slab;
        }

        return first;
    }
}
