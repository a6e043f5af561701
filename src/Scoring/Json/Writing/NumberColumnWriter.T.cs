using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scoring.Json.Writing;

/// <summary>Writes numbers and booleans one by one.</summary>
internal class NumberColumnWriter<T, TText> : ColumnWriter
    where T : unmanaged
    where TText : struct, INumberText<T>
{
    private const int MaxText = 64;

    public sealed override int WriteList(ColumnBuffer column, int start, int count, in ListForm form, ref JsonOutput output)
    {
        int refused = WriteList(Values(column, start, count), form, ref output);
        return refused < 0 ? Done : start + refused;
    }

    public sealed override int WriteSlots(ColumnBuffer column, int start, int count, ValueForm form, Span<byte> slots)
    {
        int refused = WriteSlots(Values(column, start, count), form, slots);
        return refused < 0 ? Done : start + refused;
    }

    protected virtual int WriteList(ReadOnlySpan<T> values, in ListForm form, ref JsonOutput output)
    {
        int left = form.RowLength;
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> to = output.Reserve(MaxText);
            int length = Write(values[i], form.Value, to);
            if (length == 0) return i;
            if (i + 1 < values.Length) length += Separate(to[length..], --left == 0);
            if (left == 0) left = form.RowLength;
            output.Advance(length);
        }

        return Done;
    }

    protected virtual int WriteSlots(ReadOnlySpan<T> values, ValueForm form, Span<byte> slots)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> slot = slots.Slice(i * Slots.Size, Slots.Size);
            int length = Write(values[i], form, slot);
            if (length == 0) return i;
            slot[Slots.LengthAt] = (byte)length;
        }

        return Done;
    }

    /// <summary>One value, in quotes where those are asked for.</summary>
    /// <returns>Its length, 0 when it is refused.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static int Write(T value, ValueForm form, Span<byte> to)
    {
        if (!TText.IsFinite(value)) return NonFiniteText.Write(TText.ToDouble(value), form, to);
        if (form.Quotes == 0) return TText.Write(value, to);
        to[0] = (byte)'"';
        int length = TText.Write(value, to[1..]) + 1;
        to[length] = (byte)'"';
        return length + 1;
    }

    private static int Separate(Span<byte> to, bool newRow)
    {
        ReadOnlySpan<byte> separator = newRow ? "],["u8 : ","u8;
        separator.CopyTo(to);
        return separator.Length;
    }

    private static ReadOnlySpan<T> Values(ColumnBuffer column, int start, int count)
    {
        int perRow = Math.Max(column.ElementsPerRow, 1);
        int firstRow = start / perRow;
        int rows = ((start + count + perRow - 1) / perRow) - firstRow;
        return MemoryMarshal.Cast<byte, T>(column.Elements(firstRow, rows)).Slice(start - (firstRow * perRow), count);
    }
}
