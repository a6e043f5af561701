namespace Scoring.Json.Writing;

/// <summary>Writes strings; a missing one is <c>null</c>.</summary>
internal sealed class StringColumnWriter : ColumnWriter
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
            Write(strings, start + i, ref output);
        }

        return Done;
    }

    public override int WriteSlots(ColumnBuffer column, int start, int count, ValueForm form, Span<byte> slots) => throw new NotSupportedException();

    public static void Write(StringColumnBuffer column, int element, ref JsonOutput output)
    {
        if (column.IsNull(element)) output.Write("null"u8);
        else StringText.Write(column.Get(element), ref output);
    }
}
