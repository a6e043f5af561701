using System.Runtime.CompilerServices;

namespace Scoring.Bindings.Fluent;

/// <inheritdoc/>
internal sealed class PackedScalars<TRow, TValue>(ColumnGetter<TRow, TValue>[] getters) : PackedColumns<TRow>
    where TValue : unmanaged
{
    public override bool TryWrite(ReadOnlySpan<TRow> rows, ref RowWriter writer)
    {
        if (!writer.TryGetPacked(rows.Length, out Span<TValue> values)) return false;
        ColumnGetter<TRow, TValue>[] get = getters;
        foreach (ref readonly TRow row in rows)
        {
            Write(in row, get, values);
            values = values[get.Length..];
        }

        return true;
    }

    /// <summary>Row after row and eight lambdas to a step: a processor foresees which lambda a place in the code calls next the better, the fewer they are. Column after column costs more.</summary>
    private static void Write(in TRow row, ColumnGetter<TRow, TValue>[] get, Span<TValue> values)
    {
        int i = 0;
        for (; i <= get.Length - 8; i += 8)
        {
            WriteFour(in row, get, values, i);
            WriteFour(in row, get, values, i + 4);
        }

        for (; i <= get.Length - 4; i += 4) WriteFour(in row, get, values, i);
        for (; i < get.Length; i++) values[i] = get[i](in row);
    }

    /// <summary>The last one first: its check of bounds is that of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFour(in TRow row, ColumnGetter<TRow, TValue>[] get, Span<TValue> values, int first)
    {
        values[first + 3] = get[first + 3](in row);
        values[first] = get[first](in row);
        values[first + 1] = get[first + 1](in row);
        values[first + 2] = get[first + 2](in row);
    }
}
