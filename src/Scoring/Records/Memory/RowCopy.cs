using System.Diagnostics;

namespace Scoring.Records.Memory;

/// <summary>Copies rows between batches of equal schemas.</summary>
internal static class RowCopy
{
    /// <summary>Copies rows into other rows of another batch.</summary>
    public static void Copy(RecordBatch source, int sourceStart, RecordBatch target, int targetStart, int count)
    {
        Debug.Assert(source.Schema.Equals(target.Schema), "Rows are copied between batches of equal schemas.");
        Debug.Assert(sourceStart + count <= source.RowCount && targetStart + count <= target.RowCount, "Rows outside a batch belong to somebody else.");
        for (int i = 0; i < source.Schema.Columns.Length; i++)
        {
            ColumnBuffer from = source.ColumnAt(i), to = target.ColumnAt(i);
            int first = source.StartRow + sourceStart, at = target.StartRow + targetStart;
            if (from is StringColumnBuffer strings) CopyStrings(strings, first, (StringColumnBuffer)to, at, count);
            else from.Elements(first, count).CopyTo(to.Elements(at, count));
        }
    }

    private static void CopyStrings(StringColumnBuffer from, int first, StringColumnBuffer to, int at, int count)
    {
        int perRow = from.ElementsPerRow;
        for (int i = 0; i < count * perRow; i++)
        {
            int source = (first * perRow) + i, target = (at * perRow) + i;
            if (from.IsNull(source)) to.SetNull(target);
            else from.Get(source).CopyTo(to.Reserve(target, from.Get(source).Length));
        }
    }
}
