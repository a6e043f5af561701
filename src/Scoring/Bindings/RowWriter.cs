using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scoring.Bindings.Conversion;
using Scoring.Bindings.Matching;
using Scoring.Records;

namespace Scoring.Bindings;

/// <summary>Writes the values of rows into a batch, one after another, in the order of the binding's columns.</summary>
/// <remarks>
/// A vector column takes as many values as a row of it has, singly or together. The same binding serves a model with named columns and one that takes
/// all values packed into one <c>[N, F]</c> input. Only valid during the call it is passed to.
/// </remarks>
public ref partial struct RowWriter
{
    private readonly RecordBatch _batch;
    private readonly bool _allowNarrowing;

    /// <summary>All rows' elements where the batch is one Float32 column, the usual case; empty otherwise.</summary>
    private readonly Span<float> _floats;

    private readonly int _floatsPerRow;

    private int _row;

    /// <summary>The column to write next; not kept up to date while <see cref="_floats"/> is in use.</summary>
    private int _column;

    /// <summary>The element to write next: of all rows in <see cref="_floats"/>, else within the row of <see cref="_column"/>.</summary>
    private int _next;

    internal RowWriter(RecordBatch batch, int firstRow, bool allowNarrowing)
    {
        _batch = batch;
        _allowNarrowing = allowNarrowing;
        _row = firstRow;
        if (batch.Schema.Columns is not [{ Type: ElementType.Float32 }]) return;
        _floats = batch.GetColumn<float>(0).Values;
        _floatsPerRow = batch.ColumnAt(0).ElementsPerRow;
        _next = firstRow * _floatsPerRow;
    }

    /// <summary>Writes the next value, converted to the column's type where that widens it.</summary>
    /// <typeparam name="T">A number or bool.</typeparam>
    /// <exception cref="ScoringBindingException">The conversion would narrow and was not asked for, or the row has no more values.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T value)
        where T : unmanaged
    {
        // Copied first, as a store into the batch might change the fields for all that the compiler knows.
        Span<float> floats = _floats;
        int next = _next;
        if (GoesIntoFloats<T>() && (uint)next < (uint)floats.Length)
        {
            floats[next] = ToSingle(value);
            _next = next + 1;
        }
        else
        {
            WriteConverted(value);
        }
    }

    /// <summary>Writes the next value; null is NaN, which only a floating column can hold.</summary>
    /// <inheritdoc cref="Write{T}(T)"/>
    /// <exception cref="ArgumentException">The value is missing and the column cannot hold that.</exception>
    public void Write<T>(T? value)
        where T : unmanaged
    {
        if (value is { } present) Write(present);
        else WriteMissing();
    }

    /// <summary>Writes the next values together; they belong to one column.</summary>
    /// <inheritdoc cref="Write{T}(T)"/>
    public void Write<T>(scoped ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<byte> target = Next(values.Length, out ColumnBuffer column);
        if (column.Type == ElementTypes.Of<T>()) MemoryMarshal.AsBytes(values).CopyTo(target);
        else ConvertAll(values, column, target);
    }

    /// <summary>Writes the next string; null is missing.</summary>
    public void Write(string? value)
    {
        StringColumnBuffer strings = NextString(out int element);
        new StringColumn(_batch, strings).Set(_row, value, element);
    }

    /// <summary>Writes the next string from UTF-16 text.</summary>
    public void Write(scoped ReadOnlySpan<char> value)
    {
        StringColumnBuffer strings = NextString(out int element);
        new StringColumn(_batch, strings).Set(_row, value, element);
    }

    /// <summary>Writes the next string from UTF-8 bytes, which are copied and not checked.</summary>
    public void WriteUtf8(scoped ReadOnlySpan<byte> value)
    {
        StringColumnBuffer strings = NextString(out int element);
        new StringColumn(_batch, strings).SetUtf8(_row, value, element);
    }

    /// <summary>
    /// Gives the memory of whole rows to be filled at once, when the batch is one column of exactly <typeparamref name="T"/>; the rows then count as written.
    /// For generated and hand-written bindings; every element must be filled.
    /// </summary>
    /// <param name="rows">How many rows, from the next one on.</param>
    /// <param name="values">Their elements, row-major.</param>
    public bool TryGetPacked<T>(int rows, out Span<T> values)
        where T : unmanaged
    {
        values = default;
        if (_batch.Schema.Columns.Length != 1 || _batch.ColumnAt(0).Type != ElementTypes.Of<T>()) return false;
        ColumnBuffer column = _batch.ColumnAt(0);
        values = MemoryMarshal.Cast<byte, T>(column.Elements(_batch.StartRow + _row, rows));
        _row += rows;
        if (!_floats.IsEmpty) _next += values.Length;
        return true;
    }

    /// <summary>
    /// Gives the memory of one column's next rows to be filled at once, when it has exactly one <typeparamref name="T"/> per row; fill all columns, then call
    /// <see cref="EndRows"/>. For generated and hand-written bindings.
    /// </summary>
    /// <param name="column">The column's position in the binding.</param>
    /// <param name="rows">How many rows, from the next one on.</param>
    /// <param name="values">Their values.</param>
    public readonly bool TryGetColumn<T>(int column, int rows, out Span<T> values)
        where T : unmanaged
    {
        bool isThere = TryGetScalars(column, rows, ElementTypes.Of<T>(), out Span<byte> memory);
        values = MemoryMarshal.Cast<byte, T>(memory);
        return isThere;
    }

    /// <summary>Counts rows as written whose every column was filled by <see cref="TryGetColumn"/>.</summary>
    public void EndRows(int rows)
    {
        _row += rows;
        if (!_floats.IsEmpty) _next += rows * _floatsPerRow;
    }

    /// <summary>Ends a row. Called after each row by whoever overrides <see cref="RowBinding{TRow}.WriteRows"/>.</summary>
    /// <exception cref="ScoringBindingException">The row has fewer or more values than the model takes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow()
    {
        int row = ++_row;
        if (!_floats.IsEmpty)
        {
            if (_next != row * _floatsPerRow) FailRow();
            return;
        }

        if (_column != _batch.Schema.Columns.Length) FailRow();
        _column = 0;
    }

    internal readonly int Row => _row;

    /// <summary>Gives the memory of the next rows of one column, when its elements are of this type and each row has one.</summary>
    internal readonly bool TryGetScalars(int column, int rows, ElementType type, out Span<byte> memory)
    {
        memory = default;
        if ((uint)column >= (uint)_batch.Schema.Columns.Length) return false;
        ColumnBuffer buffer = _batch.ColumnAt(column);
        if (buffer.Type != type || buffer.ElementsPerRow != 1) return false;
        memory = buffer.Elements(_batch.StartRow + _row, rows);
        return true;
    }

    private void WriteConverted<T>(T value)
        where T : unmanaged
    {
        Span<byte> target = Next(1, out ColumnBuffer column);
        if (column.Type != ElementTypes.Of<T>() && !NumericConversion.IsAllowed(ElementTypes.Of<T>(), column.Type, _allowNarrowing))
            BindingThrow.Convert(column.Schema, ElementTypes.Of<T>(), reading: false);
        NumericConversion.Write(value, column.Type, target);
    }

    private readonly void ConvertAll<T>(ReadOnlySpan<T> values, ColumnBuffer column, Span<byte> target)
        where T : unmanaged
    {
        if (!NumericConversion.IsAllowed(ElementTypes.Of<T>(), column.Type, _allowNarrowing))
            BindingThrow.Convert(column.Schema, ElementTypes.Of<T>(), reading: false);
        int size = ElementTypes.SizeOf(column.Type);
        for (int i = 0; i < values.Length; i++) NumericConversion.Write(values[i], column.Type, target[(i * size)..]);
    }

    private void WriteMissing()
    {
        ColumnBuffer column = _batch.ColumnAt(CurrentColumn);
        switch (column.Type)
        {
            case ElementType.Float32: Write(float.NaN); break;
            case ElementType.Float64: Write(double.NaN); break;
            case ElementType.Float16: Write(Half.NaN); break;
            default: RecordThrow.Missing(column.Schema, _row); break;
        }
    }

    private readonly int CurrentColumn => _floats.IsEmpty ? CheckedColumn : 0;

    private readonly int CheckedColumn
    {
        get
        {
            if (_column >= _batch.Schema.Columns.Length) BindingThrow.TooMany(_batch.Schema);
            return _column;
        }
    }

    /// <summary>The memory of the next elements of the current column, and a step over them.</summary>
    private Span<byte> Next(int count, out ColumnBuffer column)
    {
        column = _batch.ColumnAt(CurrentColumn);
        int start = _floats.IsEmpty ? _next : _next - (_row * column.ElementsPerRow);
        if (count > column.ElementsPerRow - start)
        {
            if (start == column.ElementsPerRow) BindingThrow.TooMany(_batch.Schema);
            BindingThrow.Across(column.Schema, start, count);
        }

        _next += count;
        int size = ElementTypes.SizeOf(column.Type);
        if (_floats.IsEmpty && _next == column.ElementsPerRow) (_column, _next) = (_column + 1, 0);
        return column.Elements(_batch.StartRow + _row, 1).Slice(start * size, count * size);
    }

    private StringColumnBuffer NextString(out int element)
    {
        int at = CurrentColumn;
        if (_batch.ColumnAt(at) is not StringColumnBuffer column)
        {
            BindingThrow.Convert(_batch.ColumnAt(at).Schema, ElementType.String, reading: false);
            throw new UnreachableException();
        }

        element = _next;
        _ = Next(1, out _);
        return column;
    }

    private readonly void FailRow()
    {
        if (_floats.IsEmpty) BindingThrow.TooFew(_batch.Schema, _column, _next);
        int written = _next - ((_row - 1) * _floatsPerRow);
        if (written > _floatsPerRow) BindingThrow.TooMany(_batch.Schema);
        BindingThrow.TooFew(_batch.Schema, 0, written);
    }
}
