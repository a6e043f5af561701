using System.Diagnostics;
using System.Text;
using System.Text.Unicode;

namespace Scoring.Records;

/// <summary>A view of one string column of a <see cref="RecordBatch"/>: UTF-8, missing is null.</summary>
/// <remarks>Valid as long as the batch; each access checks that. Writing appends to the column's memory, so it needs the batch to itself.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct StringColumn
{
    private readonly RecordBatch _batch;
    private readonly StringColumnBuffer _column;

    internal StringColumn(RecordBatch batch, StringColumnBuffer column)
    {
        _batch = batch;
        _column = column;
    }

    /// <summary>Name, element type and row shape.</summary>
    public ColumnSchema Schema
    {
        get
        {
            if (_column is null) RecordThrow.Empty();
            return _column.Schema;
        }
    }

    /// <summary>How many rows there are.</summary>
    public int RowCount => _batch.RowCount;

    /// <summary>Whether an element is missing.</summary>
    /// <param name="row">0 to <see cref="RowCount"/> − 1.</param>
    /// <param name="element">The element within the row, row-major; 0 for a scalar.</param>
    public bool IsNull(int row, int element = 0) => _column.IsNull(IndexOf(row, element));

    /// <summary>The bytes of an element, without allocating; empty when it is null.</summary>
    /// <returns>UTF-8, valid until the batch is disposed or the column is next written.</returns>
    /// <inheritdoc cref="IsNull"/>
    public ReadOnlySpan<byte> GetUtf8(int row, int element = 0) => _column.Get(IndexOf(row, element));

    /// <summary>An element as a new string, which allocates; null when it is missing.</summary>
    /// <inheritdoc cref="IsNull"/>
    public string? GetString(int row, int element = 0)
    {
        int index = IndexOf(row, element);
        return _column.IsNull(index) ? null : Encoding.UTF8.GetString(_column.Get(index));
    }

    /// <summary>Marks an element as missing.</summary>
    /// <inheritdoc cref="IsNull"/>
    public void SetNull(int row, int element = 0) => _column.SetNull(IndexOf(row, element));

    /// <summary>Writes an element from UTF-8 bytes, which are copied and not checked.</summary>
    public void SetUtf8(int row, ReadOnlySpan<byte> value, int element = 0) => value.CopyTo(_column.Reserve(IndexOf(row, element), value.Length));

    /// <summary>Writes an element from UTF-16 text; a lone surrogate becomes U+FFFD.</summary>
    public void Set(int row, ReadOnlySpan<char> value, int element = 0)
    {
        int index = IndexOf(row, element);
        Span<byte> bytes = _column.Reserve(index, Encoding.UTF8.GetMaxByteCount(value.Length));
        _ = Utf8.FromUtf16(value, bytes, out _, out int written);
        _column.Trim(index, written);
    }

    /// <summary>Writes an element from a string; null marks it as missing.</summary>
    public void Set(int row, string? value, int element = 0)
    {
        if (value is null) SetNull(row, element);
        else Set(row, value.AsSpan(), element);
    }

    /// <summary>The column's schema and row count, for a debugger.</summary>
    public override string ToString() => _column is null ? "default(StringColumn)" : _batch.Describe(_column.Schema);

    private int IndexOf(int row, int element)
    {
        if ((uint)row >= (uint)RowCount) RecordThrow.WrongRow(Schema, row, RowCount);
        if ((uint)element >= (uint)_column.ElementsPerRow) RecordThrow.WrongElement(Schema, element);
        return ((_batch.StartRow + row) * _column.ElementsPerRow) + element;
    }
}
