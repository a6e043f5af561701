using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Scoring.Records;

/// <summary>A typed view of one fixed-size column of a <see cref="RecordBatch"/>.</summary>
/// <typeparam name="T">float, double, <see cref="Half"/>, bool, or a signed or unsigned integer of 8 to 64 bits.</typeparam>
/// <remarks>Valid as long as the batch; each access checks that. The memory is the batch's own, so the owner of the batch may write through the view.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Column<T>
    where T : unmanaged
{
    private readonly RecordBatch _batch;
    private readonly ColumnBuffer _column;

    internal Column(RecordBatch batch, ColumnBuffer column)
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

    /// <summary>All elements, row-major: <c>[rows, ...row shape]</c>.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public Span<T> Values => MemoryMarshal.Cast<byte, T>(_column.Elements(_batch.StartRow, _batch.RowCount));

    /// <summary>The value of one row of a column with one element per row.</summary>
    /// <exception cref="InvalidOperationException">A row has more than one element; use <see cref="GetRow"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ref T this[int row]
    {
        get
        {
            Span<T> elements = GetRow(row);
            if (elements.Length != 1) RecordThrow.NotScalar(Schema);
            return ref elements[0];
        }
    }

    /// <summary>The elements of one row, row-major.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<T> GetRow(int row)
    {
        if ((uint)row >= (uint)RowCount) RecordThrow.WrongRow(Schema, row, RowCount);
        return MemoryMarshal.Cast<byte, T>(_column.Elements(_batch.StartRow + row, 1));
    }

    /// <summary>Marks a row as missing: every element becomes NaN.</summary>
    /// <exception cref="ArgumentException">The column holds integers or bools, which cannot be missing.</exception>
    public void SetMissing(int row)
    {
        Span<T> elements = GetRow(row);
        if (typeof(T) == typeof(float)) elements.Fill((T)(object)float.NaN);
        else if (typeof(T) == typeof(double)) elements.Fill((T)(object)double.NaN);
        else if (typeof(T) == typeof(Half)) elements.Fill((T)(object)Half.NaN);
        else RecordThrow.Missing(Schema, row);
    }

    /// <summary>The column's schema and row count, for a debugger.</summary>
    public override string ToString() => _column is null ? "default(Column)" : _batch.Describe(_column.Schema);
}
