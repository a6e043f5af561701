namespace Scoring.Streaming.Slabs;

/// <summary>A partition that has rows in flight.</summary>
internal sealed class StreamPartition<TRow, TScore>
{
    /// <summary>The slabs that were sent and not yet given out, in the order of their rows. Not kept where order does not matter.</summary>
    private SlabQueue<TRow, TScore> _sent;

    public int Number { get; set; }

    /// <summary>The slab that takes the next row; null when that row begins one.</summary>
    public Slab<TRow, TScore>? Filling { get; set; }

    /// <summary>Calls in flight.</summary>
    public int Calls { get; set; }

    public bool IsEmpty => Calls == 0 && Filling is null && _sent.First is null;

    public void OnSent(Slab<TRow, TScore> slab) => _sent.Enqueue(slab);

    /// <summary>Moves the slabs that no older one holds back any more.</summary>
    public void MoveDone(ref SlabQueue<TRow, TScore> ready)
    {
        while (_sent.First is { IsDone: true }) ready.Enqueue(_sent.Dequeue());
    }
}
