using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scoring.Bindings.Conversion;
using Scoring.Bindings.Matching;
using Scoring.Records;

namespace Scoring.Bindings;

/// <summary>Reads the values of scores from a response, one after another, in the order of the binding's columns.</summary>
/// <remarks>A vector column gives as many values as a row of it has, singly or together. Only valid during the call it is passed to.</remarks>
public ref struct ScoreReader
{
    private readonly RecordBatch _batch;
    private readonly bool _allowNarrowing;

    /// <summary>The response's columns that the binding reads, in its order.</summary>
    private readonly ReadOnlySpan<int> _columns;

    /// <summary>All rows' elements where the binding reads one Float32 column, the usual case; empty otherwise.</summary>
    private readonly ReadOnlySpan<float> _floats;

    private readonly int _floatsPerRow;

    private int _row;

    /// <summary>The position in <see cref="_columns"/> to read next; not kept up to date while <see cref="_floats"/> is in use.</summary>
    private int _column;

    /// <summary>The element to read next: of all rows in <see cref="_floats"/>, else within the row of the current column.</summary>
    private int _next;

    internal ScoreReader(RecordBatch batch, ReadOnlySpan<int> columns, bool allowNarrowing)
    {
        _batch = batch;
        _columns = columns;
        _allowNarrowing = allowNarrowing;
        if (columns.Length != 1 || batch.ColumnAt(columns[0]).Type != ElementType.Float32) return;
        _floats = batch.GetColumn<float>(columns[0]).Values;
        _floatsPerRow = batch.ColumnAt(columns[0]).ElementsPerRow;
    }

    /// <summary>Values left in the current column of this row.</summary>
    public readonly int Remaining
    {
        get
        {
            if (_floats.IsEmpty && _column >= _columns.Length) return 0;
            ColumnBuffer column = Current;
            return column.ElementsPerRow - Start(column);
        }
    }

    /// <summary>Reads the next value, converted where that widens it.</summary>
    /// <typeparam name="T">A number or bool.</typeparam>
    /// <exception cref="ScoringBindingException">The conversion would narrow and was not asked for, or the row has no more values.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) && (uint)_next < (uint)_floats.Length ? (T)(object)_floats[_next++] : ReadConverted<T>();

    /// <summary>Reads the next values together; they belong to one column.</summary>
    /// <inheritdoc cref="Read{T}()"/>
    public void Read<T>(scoped Span<T> values)
        where T : unmanaged
    {
        ReadOnlySpan<byte> source = Next(values.Length, out ColumnBuffer column);
        Check<T>(column);
        if (column.Type == ElementTypes.Of<T>())
        {
            source.CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        int size = ElementTypes.SizeOf(column.Type);
        for (int i = 0; i < values.Length; i++) values[i] = NumericConversion.Read<T>(column.Type, source[(i * size)..]);
    }

    /// <summary>Reads what is left of the current column's row as a new array, which allocates.</summary>
    /// <inheritdoc cref="Read{T}()"/>
    public T[] ReadArray<T>()
        where T : unmanaged
    {
        var values = new T[Remaining];
        Read<T>(values);
        return values;
    }

    /// <summary>Reads the next string as a new one, which allocates; null when it is missing.</summary>
    public string? ReadString()
    {
        StringColumn column = NextString(out int element);
        return column.GetString(_row, element);
    }

    /// <summary>Reads the next string's UTF-8 bytes, valid during this call; empty when it is missing.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        StringColumn column = NextString(out int element);
        return column.GetUtf8(_row, element);
    }

    /// <summary>
    /// Gives the memory of whole rows to be read at once, when the binding reads one column of exactly <typeparamref name="T"/>; the rows then count as read.
    /// For generated and hand-written bindings.
    /// </summary>
    /// <param name="rows">How many rows, from the next one on.</param>
    /// <param name="values">Their elements, row-major.</param>
    public bool TryGetPacked<T>(int rows, out ReadOnlySpan<T> values)
        where T : unmanaged
    {
        values = default;
        if (_columns.Length != 1 || _batch.ColumnAt(_columns[0]).Type != ElementTypes.Of<T>()) return false;
        values = MemoryMarshal.Cast<byte, T>(_batch.ColumnAt(_columns[0]).Elements(_batch.StartRow + _row, rows));
        _row += rows;
        if (!_floats.IsEmpty) _next += values.Length;
        return true;
    }

    /// <summary>
    /// Gives the memory of one column's next rows to be read at once, when it has exactly one <typeparamref name="T"/> per row; read all columns, then call
    /// <see cref="EndRows"/>. For generated and hand-written bindings.
    /// </summary>
    /// <param name="column">The column's position in the binding.</param>
    /// <param name="rows">How many rows, from the next one on.</param>
    /// <param name="values">Their values.</param>
    public readonly bool TryGetColumn<T>(int column, int rows, out ReadOnlySpan<T> values)
        where T : unmanaged
    {
        values = default;
        if ((uint)column >= (uint)_columns.Length) return false;
        ColumnBuffer buffer = _batch.ColumnAt(_columns[column]);
        if (buffer.Type != ElementTypes.Of<T>() || buffer.ElementsPerRow != 1) return false;
        values = MemoryMarshal.Cast<byte, T>(buffer.Elements(_batch.StartRow + _row, rows));
        return true;
    }

    /// <summary>Counts rows as read whose every column was read by <see cref="TryGetColumn"/>.</summary>
    public void EndRows(int rows)
    {
        _row += rows;
        if (!_floats.IsEmpty) _next += rows * _floatsPerRow;
    }

    /// <summary>Ends a row. Called after each row by whoever overrides <see cref="ScoreBinding{TScore}.ReadScores"/>.</summary>
    /// <exception cref="ScoringBindingException">Fewer or more values were read than the row has.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow()
    {
        _row++;
        if (!_floats.IsEmpty)
        {
            if (_next != _row * _floatsPerRow) FailRow();
            return;
        }

        if (_column != _columns.Length) FailRow();
        _column = 0;
    }

    internal readonly int Row => _row;

    private readonly ColumnBuffer Current => _batch.ColumnAt(_columns[_floats.IsEmpty ? _column : 0]);

    private readonly int Start(ColumnBuffer column) => _floats.IsEmpty ? _next : _next - (_row * column.ElementsPerRow);

    private T ReadConverted<T>()
        where T : unmanaged
    {
        ReadOnlySpan<byte> source = Next(1, out ColumnBuffer column);
        Check<T>(column);
        return NumericConversion.Read<T>(column.Type, source);
    }

    private readonly void Check<T>(ColumnBuffer column)
        where T : unmanaged
    {
        if (!NumericConversion.IsAllowed(column.Type, ElementTypes.Of<T>(), _allowNarrowing))
            BindingThrow.Convert(column.Schema, ElementTypes.Of<T>(), reading: true);
    }

    private ReadOnlySpan<byte> Next(int count, out ColumnBuffer column)
    {
        if (_floats.IsEmpty && _column >= _columns.Length) BindingThrow.TooMany(_batch.Schema);
        column = Current;
        int start = Start(column);
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

    private StringColumn NextString(out int element)
    {
        if (_floats.IsEmpty && _column >= _columns.Length) BindingThrow.TooMany(_batch.Schema);
        if (Current is not StringColumnBuffer strings)
        {
            BindingThrow.Convert(Current.Schema, ElementType.String, reading: true);
            throw new UnreachableException();
        }

        element = _next;
        _ = Next(1, out _);
        return new StringColumn(_batch, strings);
    }

    private readonly void FailRow()
    {
        if (_floats.IsEmpty) BindingThrow.TooFew(_batch.Schema, _columns[_column], _next);
        int read = _next - ((_row - 1) * _floatsPerRow);
        if (read > _floatsPerRow) BindingThrow.TooMany(_batch.Schema);
        BindingThrow.TooFew(_batch.Schema, _columns[0], read);
    }
}
