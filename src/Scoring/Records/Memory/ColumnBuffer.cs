namespace Scoring.Records.Memory;

/// <summary>The memory of one column of a pooled buffer.</summary>
internal class ColumnBuffer(ColumnSchema schema)
{
    /// <summary>Elements of all rows, row-major. For strings: one entry per element, see <see cref="StringColumnBuffer"/>.</summary>
    private PinnedMemory _elements;

    public ColumnSchema Schema { get; } = schema;

    public ElementType Type { get; } = schema.Type;

    public int ElementsPerRow { get; } = schema.Shape.ElementCount;

    public int BytesPerRow { get; } = CountBytes(schema);

    public virtual long Bytes => _elements.Capacity;

    /// <summary>Bytes of the values of some rows.</summary>
    public virtual long UsedBytes(int startRow, int rows) => (long)rows * BytesPerRow;

    /// <summary>The address of row 0; stays valid until <see cref="EnsureRows"/> grows the column.</summary>
    public nint Address => _elements.Address;

    public Span<byte> Elements(int startRow, int rows) => _elements.Span(startRow * BytesPerRow, rows * BytesPerRow);

    /// <summary>Makes room for that many rows, without keeping what is there. Whether the memory moved.</summary>
    /// <param name="rows">The rows that must fit.</param>
    /// <param name="usualRows">If it has to grow, then at once for so many.</param>
    public bool EnsureRows(int rows, int usualRows)
    {
        long bytes = (long)rows * BytesPerRow;
        if (bytes <= _elements.Capacity && _elements.Address != 0) return false;
        if (bytes > RecordBufferPool.MaxColumnBytes) RecordThrow.ColumnTooLarge(Schema, rows, bytes);
        long roomy = Math.Min(Math.Max(2L * _elements.Capacity, (long)usualRows * BytesPerRow), RecordBufferPool.MaxColumnBytes);
        _elements.Grow((int)Math.Max(bytes, roomy), keep: 0);

        // Any byte is a number, but only 0 and 1 are bools: nobody may come to see another one.
        if (Type == ElementType.Boolean) _elements.Span(0, _elements.Capacity).Clear();
        return true;
    }

    /// <summary>Prepares the first rows for a new use. Numbers keep whatever was there.</summary>
    public virtual void Clear(int rows)
    {
    }

    private static int CountBytes(ColumnSchema schema)
    {
        long bytes = (long)schema.Shape.ElementCount * ElementTypes.SizeOf(schema.Type);
        if (bytes > RecordBufferPool.MaxColumnBytes) RecordThrow.ColumnTooLarge(schema, 1, bytes);
        return (int)bytes;
    }
}
