namespace Scoring.Streaming.Slabs;

/// <summary>Slabs, first in, first out. A slab is in one queue at a time.</summary>
internal struct SlabQueue<TRow, TScore>
{
    private Slab<TRow, TScore>? _last;

    /// <summary>The oldest slab; null when the queue is empty.</summary>
    public Slab<TRow, TScore>? First { get; private set; }

    public void Enqueue(Slab<TRow, TScore> slab)
    {
        if (First is null) First = slab;
        else _last!.Next = slab;
        _last = slab;
    }

    /// <summary>Takes the oldest slab of a queue that is not empty.</summary>
    public Slab<TRow, TScore> Dequeue()
    {
        Slab<TRow, TScore> slab = First!;
        First = slab.Next;
        slab.Next = null;
        return slab;
    }
}
