using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>One column as the bare array of its rows.</summary>
internal sealed class ArrayFrameWriter(FrameColumn column) : FrameWriter
{
    public override void Write(RecordBatch rows, ref JsonOutput output) => Write(rows, column, flat: false, ref output);

    /// <param name="rows">The rows.</param>
    /// <param name="column">The column to write.</param>
    /// <param name="flat">Whether all elements stand in one array without nesting.</param>
    /// <param name="output">Where to.</param>
    public static void Write(RecordBatch rows, FrameColumn column, bool flat, ref JsonOutput output)
    {
        ColumnBuffer values = rows.Buffer.Columns[column.Index];
        int refused = flat
            ? column.WriteFlatRows(values, rows.StartRow, rows.RowCount, ref output)
            : column.WriteRows(values, rows.StartRow, rows.RowCount, ref output);
        Check(refused, column, rows);
    }
}
