using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>An object with one array per column.</summary>
internal sealed class ListFrameWriter(FrameColumn[] columns) : FrameWriter
{
    public override void Write(RecordBatch rows, ref JsonOutput output)
    {
        output.Write((byte)'{');
        foreach (FrameColumn column in columns)
        {
            if (column.Index > 0) output.Write((byte)',');
            output.Write(column.QuotedName);
            output.Write((byte)':');
            Check(column.WriteRows(rows.Buffer.Columns[column.Index], rows.StartRow, rows.RowCount, ref output), column, rows);
        }

        output.Write((byte)'}');
    }
}
