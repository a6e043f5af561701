using Scoring.Json.Reading.Values;
using Scoring.Records;

namespace Scoring.Json.Reading.Forms;

/// <summary>Reads an object with one record per row, each under its label.</summary>
internal static class FrameIndexed
{
    /// <summary>Whether an object comes that has a column's key, and there one value rather than a column of them.</summary>
    public static bool IsRecord(JsonText text, FrameSchema schema)
    {
        text.Open();
        if (text.TryClose((byte)'}')) return false;
        do
        {
            int column = schema.IndexOf(text, text.ReadKey(), 0);
            if (column >= 0) return IsOneValue(text, schema.Schema.Columns[column].Shape);
            text.Skip();
        }
        while (text.NextItem((byte)'}'));
        return false;
    }

    /// <summary>Reads the rest of the object.</summary>
    /// <param name="frame">The reading, at the first record.</param>
    /// <param name="label">The first label.</param>
    public static void Read(ref Frame frame, JsonString label)
    {
        var labels = new FrameLabels();
        JsonText start = frame.Text;
        start.Position = label.Start - 1;
        labels.BeginInside(start);
        int item = 0;
        while (true)
        {
            int row = labels.RowOf(frame.Text, label, item++);
            frame.Text.Peek();
            frame.Rows.Reserve(row, frame.Text.Position);
            FrameRecord.Read(ref frame, row);
            if (!frame.Text.NextItem((byte)'}')) break;
            label = frame.Text.ReadKey();
        }

        labels.Dispose();
        frame.Rows.Finish(item, frame.Text.Position - 1);
    }

    private static bool IsOneValue(JsonText text, RowShape shape)
    {
        int brackets = FrameKeyed.Nesting(ref text);
        return brackets <= (shape.ElementCount == 1 ? 0 : shape.Rank) && (text.Peek() != (byte)'{' || TextValueReader.IsBase64(text));
    }
}
