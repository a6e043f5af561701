using System.Runtime.InteropServices;

namespace Scoring.Records.Memory;

/// <summary>A string column: one entry (offset, length) per element and a heap of UTF-8 bytes behind them.</summary>
/// <remarks>
/// A pair per element instead of N + 1 running offsets lets elements be written in any order and rewritten, which a binding needs when a row fails half-way.
/// A length of −1 is null. Bytes are only appended; a rewritten element leaves its old bytes behind until the buffer is used again.
/// </remarks>
internal sealed class StringColumnBuffer(ColumnSchema schema) : ColumnBuffer(schema)
{
    private const int MinHeapBytes = 256;

    private PinnedMemory _heap;
    private int _used;

    public override long Bytes => base.Bytes + _heap.Capacity;

    /// <summary>Bytes of the texts of some rows; of all of them at once those of rewritten elements too, as that needs no look at each.</summary>
    public override long UsedBytes(int startRow, int rows)
    {
        if (startRow == 0 && rows == Rows) return _used;
        long bytes = 0;
        foreach (StringEntry entry in Entries.Slice(startRow * ElementsPerRow, rows * ElementsPerRow)) bytes += Math.Max(0, entry.Length);
        return bytes;
    }

    /// <summary>The texts of all elements; with <see cref="PinnedMemory.Slack"/> bytes behind the last that may be read too, whatever they hold.</summary>
    public ReadOnlySpan<byte> Heap => _heap.SpanWithSlack(_used);

    /// <summary>Where in the <see cref="Heap"/> the text of each element is.</summary>
    public Span<StringEntry> Entries => MemoryMarshal.Cast<byte, StringEntry>(Elements(0, Rows));

    /// <summary>Rows of the current use; entries beyond them are stale.</summary>
    private int Rows { get; set; }

    public bool IsNull(int element) => Entries[element].Length < 0;

    public ReadOnlySpan<byte> Get(int element)
    {
        StringEntry entry = Entries[element];
        return entry.Length <= 0 ? default : _heap.Span(entry.Offset, entry.Length);
    }

    public void SetNull(int element) => Entries[element] = new StringEntry(0, -1);

    /// <summary>Reserves the bytes of one element; the caller fills them before it writes another.</summary>
    public Span<byte> Reserve(int element, int length)
    {
        if (length > _heap.Capacity - _used) Grow(length);
        Entries[element] = new StringEntry(_used, length);
        Span<byte> bytes = _heap.Span(_used, length);
        _used += length;
        return bytes;
    }

    /// <summary>Gives back what the last <see cref="Reserve"/> asked for too much.</summary>
    public void Trim(int element, int length)
    {
        ref StringEntry entry = ref Entries[element];
        _used = entry.Offset + length;
        entry = new StringEntry(entry.Offset, length);
    }

    public override void Clear(int rows)
    {
        Rows = rows;
        _used = 0;
        Entries.Fill(new StringEntry(0, -1));
    }

    private void Grow(int length)
    {
        long needed = (long)_used + length;
        if (needed > RecordBufferPool.MaxColumnBytes) RecordThrow.ColumnTooLarge(Schema, Rows, needed);
        long doubled = Math.Min(2L * _heap.Capacity, RecordBufferPool.MaxColumnBytes);
        _heap.Grow((int)Math.Max(Math.Max(needed, doubled), MinHeapBytes), _used);
    }
}
