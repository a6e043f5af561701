namespace Scoring.Json.Writing;

/// <summary>Writes strings; a missing one is <c>null</c>.</summary>
internal class StringColumnWriter : ColumnWriter
{
    public override int WriteList(ColumnBuffer column, int start, int count, in ListForm form, ref JsonOutput output)
    {
        var strings = (StringColumnBuffer)column;
        int left = form.RowLength;
        for (int i = 0; i < count; i++)
        {
            if (i > 0) output.Write(left == 0 ? "],["u8 : ","u8);
            if (left == 0) left = form.RowLength;
            left--;
            WriteElement(strings, start + i, ref output);
        }

        return Done;
    }

    public override int WriteSlots(ColumnBuffer column, int start, int count, ValueForm form, Span<byte> slots)
    {
        var strings = (StringColumnBuffer)column;
        for (int i = 0; i < count; i++)
        {
            Span<byte> slot = slots.Slice(i * Slots.Size, Slots.Size);
            slot[Slots.LengthAt] = strings.IsNull(start + i) ? WriteNull(slot) : WriteShort(strings.Get(start + i), slot);
        }

        return Done;
    }

    /// <summary>Writes one.</summary>
    public virtual void WriteElement(StringColumnBuffer column, int element, ref JsonOutput output)
    {
        if (column.IsNull(element)) output.Write("null"u8);
        else StringText.Write(column.Get(element), ref output);
    }

    private static byte WriteNull(Span<byte> slot)
    {
        "null"u8.CopyTo(slot);
        return 4;
    }

    private static byte WriteShort(ReadOnlySpan<byte> value, Span<byte> slot)
    {
        if (value.Length > Slots.MaxString || !StringText.IsPlain(value)) return Slots.Later;
        slot[0] = (byte)'"';
        value.CopyTo(slot[1..]);
        slot[value.Length + 1] = (byte)'"';
        return (byte)(value.Length + 2);
    }
}
