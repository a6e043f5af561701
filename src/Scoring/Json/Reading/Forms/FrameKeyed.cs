using Scoring.Json.Reading.Values;
using Scoring.Records;

namespace Scoring.Json.Reading.Forms;

/// <summary>Reads an object whose keys are columns: one list or one object of labels for each, or the values of a single record.</summary>
internal static class FrameKeyed
{
    /// <summary>Reads the rest of the object; false when it only looks like one, and nothing was read.</summary>
    /// <param name="frame">The reading, at the first column's value.</param>
    /// <param name="key">The first column's key.</param>
    /// <param name="column">The first column.</param>
    /// <param name="first">The first byte of its value.</param>
    public static bool TryRead(ref Frame frame, JsonString key, int column, byte first)
    {
        if (first == (byte)'[' && IsArrayOfRecords(frame.Text)) return false;
        ColumnSchema schema = frame.Schema.Schema.Columns[column];
        bool isText = schema.Type == ElementType.String && first == (byte)'{' && TextValueReader.IsBase64(frame.Text);
        if (first == (byte)'{' && !isText) ReadColumns(ref frame, key, column, new FrameLabels());
        else if (first == (byte)'[' && NestingOf(frame.Text) > (schema.Shape.ElementCount == 1 ? 0 : schema.Shape.Rank)) ReadLists(ref frame, key, column);
        else FrameRecord.ReadOnly(ref frame, key);
        return true;
    }

    /// <summary>Goes over the brackets before the first value; how many, and very many of an empty list, which is one of no rows.</summary>
    public static int Nesting(ref JsonText text)
    {
        int brackets = 0;
        for (; text.Peek() == (byte)'['; brackets++) text.Position++;
        return brackets == 1 && text.Peek() == (byte)']' ? int.MaxValue : brackets;
    }

    private static void ReadLists(ref Frame frame, JsonString key, int column)
    {
        frame.BeginRecord();
        while (true)
        {
            if (column >= 0) ReadList(ref frame, column);
            else frame.Text.Skip();
            if (!frame.Text.NextItem((byte)'}')) break;
            key = frame.Text.ReadKey();
            column = frame.ColumnOf(key, column + 1);
        }

        frame.FillMissing(frame.Text.Position - 1);
    }

    private static void ReadList(ref Frame frame, int column)
    {
        if (frame.Text.Peek() != (byte)'[') frame.Text.FailMismatch("a list of a column's values");
        frame.Mark(column);
        int row = 0;
        frame.Text.Open();
        if (!frame.Text.TryClose((byte)']'))
        {
            do
            {
                frame.Text.Peek();
                ReserveRow(ref frame, row);
                CellReader.Read(ref frame.Text, frame.Column(column), row++);
            }
            while (frame.Text.NextItem((byte)']'));
        }

        FinishColumn(ref frame, row);
    }

    private static void ReadColumns(ref Frame frame, JsonString key, int column, FrameLabels labels)
    {
        frame.BeginRecord();
        while (true)
        {
            if (column >= 0) ReadColumn(ref frame, column, ref labels);
            else frame.Text.Skip();
            if (!frame.Text.NextItem((byte)'}')) break;
            key = frame.Text.ReadKey();
            column = frame.ColumnOf(key, column + 1);
        }

        labels.Dispose();
        frame.FillMissing(frame.Text.Position - 1);
    }

    private static void ReadColumn(ref Frame frame, int column, ref FrameLabels labels)
    {
        if (frame.Text.Peek() != (byte)'{') frame.Text.FailMismatch("an object of a column's values");
        frame.Mark(column);
        int item = 0, offset = frame.Text.Position;
        labels.Begin(frame.Text);
        frame.Text.Open();
        if (!frame.Text.TryClose((byte)'}'))
        {
            do
            {
                int row = labels.RowOf(frame.Text, frame.Text.ReadKey(), item++);
                frame.Text.Peek();
                ReserveRow(ref frame, row);
                CellReader.Read(ref frame.Text, frame.Column(column), row);
            }
            while (frame.Text.NextItem((byte)'}'));
        }

        labels.End(offset);
        FinishColumn(ref frame, item);
    }

    /// <summary>The first column says how many rows there are.</summary>
    private static void ReserveRow(ref Frame frame, int row)
    {
        if (!frame.HasRows) frame.Rows.Reserve(row, frame.Text.Position);
        else if (row >= frame.Rows.Count) JsonThrow.RowCount(frame.Text.Position, $"{frame.Rows.Count} values, as in the column before", "more");
    }

    private static void FinishColumn(ref Frame frame, int rows)
    {
        if (!frame.HasRows) frame.Rows.Finish(rows, frame.Text.Position - 1);
        else if (rows != frame.Rows.Count) JsonThrow.RowCount(frame.Text.Position - 1, $"{frame.Rows.Count} values, as in the column before", $"{rows}");
    }

    private static int NestingOf(JsonText text) => Nesting(ref text);

    private static bool IsArrayOfRecords(JsonText text)
    {
        text.Position++;
        return text.Peek() == (byte)'{' && !TextValueReader.IsBase64(text);
    }
}
