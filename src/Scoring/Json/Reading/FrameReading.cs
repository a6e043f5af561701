using System.Buffers;
using Scoring.Json.Reading.Fast;
using Scoring.Json.Reading.Forms;
using Scoring.Records;

namespace Scoring.Json.Reading;

/// <summary>One reading of one text.</summary>
internal static class FrameReading
{
    /// <summary>Columns whose bookkeeping fits the stack.</summary>
    private const int ColumnsOnStack = 256;

    public static RecordBatch Read(ReadOnlySpan<byte> text, FrameSchema schema, int? expectedRows)
    {
        int[]? rented = schema.ColumnCount <= ColumnsOnStack ? null : ArrayPool<int>.Shared.Rent(schema.ColumnCount);
        Span<int> seen = rented is null ? stackalloc int[ColumnsOnStack] : rented;
        seen = seen[..schema.ColumnCount];
        seen.Clear();
        var frame = new Frame(text, schema, seen, stackalloc RecordPart[FastRecords.MostParts], new FrameRows(schema, expectedRows));
        try
        {
            frame.Text.SkipByteOrderMark();
            FrameRoot.Read(ref frame, 0);
            frame.Text.ExpectEnd();
            return frame.Rows.ToBatch();
        }
        catch
        {
            frame.Rows.Batch.Dispose();
            throw;
        }
        finally
        {
            if (rented is not null) ArrayPool<int>.Shared.Return(rented);
        }
    }

    public static void ReadColumn(ReadOnlySpan<byte> text, FrameSchema schema, RecordBatch target, int column)
    {
        var json = new JsonText(text, schema.Options);
        json.SkipByteOrderMark();
        TensorData.Read(ref json, target.ColumnAt(column), target.StartRow, target.RowCount);
        json.ExpectEnd();
    }
}
