using System.Buffers;

namespace Scoring.Json.Reading.Forms;

/// <summary>Reads lists of values whose column names stand in another array.</summary>
internal static class FrameSplit
{
    /// <summary>Columns whose order fits the stack.</summary>
    private const int ColumnsOnStack = 256;

    /// <param name="frame">The reading, at the lists.</param>
    /// <param name="columns">Where the names stand; negative when there are none.</param>
    public static void Read(ref Frame frame, int columns)
    {
        if (columns < 0)
        {
            FrameArray.Read(ref frame);
            return;
        }

        JsonText names = frame.Text;
        names.Position = columns;
        int count = Count(names);
        int[]? rented = count <= ColumnsOnStack ? null : ArrayPool<int>.Shared.Rent(count);
        Span<int> order = rented is null ? stackalloc int[ColumnsOnStack] : rented;
        order = order[..count];
        Map(ref frame, names, order);
        FrameArray.ReadRows(ref frame, IsWhole(frame.Schema, order) ? default : order);
        if (rented is not null) ArrayPool<int>.Shared.Return(rented);
    }

    private static int Count(JsonText names)
    {
        int count = 0;
        if (names.Peek() != (byte)'[') names.FailMismatch("an array of column names");
        names.Open();
        if (names.TryClose((byte)']')) return 0;
        do
        {
            names.Skip();
            count++;
        }
        while (names.NextItem((byte)']'));
        return count;
    }

    /// <summary>Finds the columns by their names; numbers, pandas' names of columns that have none, count as their text.</summary>
    private static void Map(ref Frame frame, JsonText names, scoped Span<int> order)
    {
        int offset = names.Position;
        bool known = false, named = false;
        names.Open();
        for (int item = 0; item < order.Length; item++)
        {
            bool isName = names.Peek() == (byte)'"';
            named |= isName;
            order[item] = isName ? frame.Schema.IndexOf(names, names.ReadString(), item) : IndexOfText(frame.Schema, ref names);
            if (order[item] < 0 && isName && frame.Schema.Options.RejectUnknownColumns) JsonThrow.Mismatch(offset, $"the columns of {frame.Schema.Schema}", "another name");
            known |= order[item] >= 0;
            names.NextItem((byte)']');
        }

        if (known) return;
        if (named && !IsWhole(frame.Schema, order)) JsonThrow.Mismatch(offset, $"names of the columns {frame.Schema.Schema}", "none of them");
        for (int item = 0; item < order.Length; item++) order[item] = item < frame.Schema.ColumnCount ? item : -1;
    }

    private static int IndexOfText(FrameSchema schema, ref JsonText names)
    {
        int start = names.Position;
        names.Skip();
        return schema.IndexOf(names.Bytes[start..names.Position]);
    }

    /// <summary>Whether the lists are read as the schema has it: the columns are in its order, or each list is the vector of its only column.</summary>
    private static bool IsWhole(FrameSchema schema, scoped ReadOnlySpan<int> order)
    {
        if (schema.ColumnCount == 1 && (schema.IsUnnamed || schema.Schema.Columns[0].Shape.ElementCount == order.Length) && order is not [0]) return true;
        if (schema.ColumnCount == 1 || order.Length != schema.ColumnCount) return false;
        for (int item = 0; item < order.Length; item++)
        {
            if (order[item] != item) return false;
        }

        return true;
    }
}
