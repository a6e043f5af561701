using System.Runtime.CompilerServices;

namespace Scoring.Streaming.Slabs;

/// <summary>The slabs of one stream that are free, and memory for them in three sizes.</summary>
/// <remarks>A slab begins small and grows with its rows. So a window of many slabs of one row each needs little memory, and what is kept is what was once in use.</remarks>
internal sealed class SlabPool<TRow, TScore>
{
    /// <summary>Rows of the largest buffer.</summary>
    public const int MostRows = 128;

    private readonly IScoringClient<TRow, TScore> _client;
    private readonly Action<Slab<TRow, TScore>> _onFinished;
    private readonly int _maxRows;
    private readonly Stack<Slab<TRow, TScore>> _slabs = [];
    private readonly Stack<SlabBuffer<TRow, TScore>>[] _buffers = [[], [], []];

    public SlabPool(IScoringClient<TRow, TScore> client, int maxRows, Action<Slab<TRow, TScore>> onFinished)
    {
        _client = client;
        _maxRows = maxRows;
        _onFinished = onFinished;
    }

    private static ReadOnlySpan<int> Sizes => [8, 32, MostRows];

    public Slab<TRow, TScore> Rent()
    {
        Slab<TRow, TScore> slab = _slabs.TryPop(out Slab<TRow, TScore>? free) ? free : new Slab<TRow, TScore>(_client, this, _maxRows, _onFinished);
        slab.Begin(RentBuffer(0));
        return slab;
    }

    public void Return(Slab<TRow, TScore> slab)
    {
        slab.End(out SlabBuffer<TRow, TScore> buffer, out int rows);
        Return(buffer, rows);
        _slabs.Push(slab);
    }

    /// <summary>The rows of a full buffer in the next larger one.</summary>
    public SlabBuffer<TRow, TScore> Grow(SlabBuffer<TRow, TScore> full)
    {
        SlabBuffer<TRow, TScore> larger = RentBuffer(full.Size + 1);
        full.Rows.CopyTo(larger.Rows, 0);
        Return(full, full.Rows.Length);
        return larger;
    }

    private SlabBuffer<TRow, TScore> RentBuffer(int size) =>
        _buffers[size].TryPop(out SlabBuffer<TRow, TScore>? buffer) ? buffer : new SlabBuffer<TRow, TScore>(size, Math.Min(Sizes[size], _maxRows));

    private void Return(SlabBuffer<TRow, TScore> buffer, int rows)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TRow>()) Array.Clear(buffer.Rows, 0, rows);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TScore>()) Array.Clear(buffer.Scores, 0, rows);
        _buffers[buffer.Size].Push(buffer);
    }
}
