namespace Scoring.Json.Reading.Forms;

/// <summary>Reads a row that is an object with one key per column, in any order.</summary>
internal static class FrameRecord
{
    public static void Read(ref Frame frame, int row)
    {
        int offset = frame.Text.Position;
        if (frame.Text.Peek() != (byte)'{') frame.Text.FailMismatch("a record");
        frame.Text.Open();
        frame.BeginRecord();
        frame.Template.Begin();
        if (!frame.Text.TryClose((byte)'}')) ReadMembers(ref frame, row, frame.Text.ReadKey());
        frame.Template.Finish(frame.Text.Position, frame.Schema.ColumnCount, frame.IsWhole);
        frame.FillMissing(row, offset);
    }

    /// <summary>Reads a record whose first key has been read, as the only row.</summary>
    public static void ReadOnly(ref Frame frame, JsonString firstKey)
    {
        frame.Rows.Reserve(0, firstKey.Start);
        frame.BeginRecord();
        ReadMembers(ref frame, 0, firstKey);
        frame.FillMissing(0, firstKey.Start);
        frame.Rows.Finish(1, frame.Text.Position - 1);
    }

    private static void ReadMembers(ref Frame frame, int row, JsonString key)
    {
        int column = -1;
        while (true)
        {
            column = frame.ColumnOf(key, column + 1);
            frame.Text.Peek();
            frame.Template.AddValue(column, frame.Text.Position);
            if (column >= 0) frame.ReadCell(column, row);
            else frame.Text.Skip();
            frame.Template.EndValue(frame.Text.Position);
            if (!frame.Text.NextItem((byte)'}')) return;
            key = frame.Text.ReadKey();
        }
    }
}
