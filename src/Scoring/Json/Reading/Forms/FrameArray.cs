using Scoring.Json.Reading.Fast;
using Scoring.Json.Reading.Values;

namespace Scoring.Json.Reading.Forms;

/// <summary>Reads an array with one item per row: a value, a list of values, or a record. Or an array of tensors.</summary>
internal static class FrameArray
{
    public static void Read(ref Frame frame)
    {
        if (FrameTensors.IsNext(frame.Text, frame.Schema)) FrameTensors.Read(ref frame);
        else ReadRows(ref frame, default);
    }

    /// <summary>Reads the rows.</summary>
    /// <param name="frame">The reading.</param>
    /// <param name="order">The columns of each list; empty when they are the schema's.</param>
    public static void ReadRows(ref Frame frame, scoped ReadOnlySpan<int> order)
    {
        int row = 0;
        bool? areRecords = null;
        frame.Template.End = -1;
        frame.Misses = 0;
        frame.Text.Open();
        if (!frame.Text.TryClose((byte)']'))
        {
            do
            {
                byte first = frame.Text.Peek();
                frame.Rows.Reserve(row, frame.Text.Position);
                if (order.IsEmpty && FastRows.ReadLists(ref frame, row, first) is > 0 and int usual)
                {
                    row += usual;
                    areRecords = false;
                    first = frame.Text.Peek();
                    frame.Rows.Reserve(row, frame.Text.Position);
                }

                CheckKind(frame, first, ref areRecords);
                ReadRow(ref frame, row++, first, order);
                if (first == (byte)'{') row += FastRows.ReadRecords(ref frame, row);
            }
            while (frame.Text.NextItem((byte)']'));
        }

        frame.Rows.Finish(row, frame.Text.Position - 1);
    }

    private static void ReadRow(ref Frame frame, int row, byte first, scoped ReadOnlySpan<int> order)
    {
        if (IsRecord(frame, first)) FrameRecord.Read(ref frame, row);
        else if (!order.IsEmpty) FrameList.Read(ref frame, row, order);
        else if (frame.Schema.ColumnCount == 1) CellReader.Read(ref frame.Text, frame.Column(0), row);
        else FrameList.Read(ref frame, row);
    }

    private static bool IsRecord(in Frame frame, byte first) => first == (byte)'{' && !(frame.Schema.ColumnCount == 1 && TextValueReader.IsBase64(frame.Text));

    /// <summary>Rows are records or not, but not both: an object among values would otherwise be a row of which all is missing. A row that is missing as a whole may stand among either.</summary>
    private static void CheckKind(in Frame frame, byte first, ref bool? areRecords)
    {
        if (first == (byte)'n') return;
        bool isRecord = IsRecord(frame, first);
        areRecords ??= isRecord;
        if (areRecords != isRecord) frame.Text.FailMismatch(isRecord ? "a value or list, as the rows before are" : "a record, as the rows before are");
    }
}
