namespace Scoring.Json.Reading.Forms;

/// <summary>Reads an object that is a frame, or that has one in it.</summary>
/// <remarks>
/// What it is shows at its first telling key: a column's name (one list per column, one object per column, or a single record), <c>columns</c> and <c>data</c> (a frame with its names beside it),
/// the key of a wrapper, or a key that holds a record (one record per row). An unknown key that holds an array or object is looked into last, and only if it is the only one.
/// </remarks>
internal static class FrameObject
{
    public static void Read(ref Frame frame, int level)
    {
        int offset = frame.Text.Position;
        var parts = new FrameParts();
        frame.Text.Open();
        if (!frame.Text.TryClose((byte)'}'))
        {
            do
            {
                JsonString key = frame.Text.ReadKey();
                if (ReadWhole(ref frame, key, parts.Candidates == 0)) return;
                ReadMember(ref frame, key, level, ref parts);
            }
            while (frame.Text.NextItem((byte)'}'));
        }

        parts.Error.ThrowIfAny(frame.Text, frame.HasRows || parts.HasRows);
        if (!frame.HasRows) ReadLater(ref frame, level, offset, ref parts);
    }

    /// <summary>Reads the whole of the object if the key shows that it is a frame by itself.</summary>
    /// <param name="frame">The reading, at the key's value.</param>
    /// <param name="key">The key.</param>
    /// <param name="isFirst">Whether no other key holds an object or array: one of them might be a row.</param>
    private static bool ReadWhole(ref Frame frame, JsonString key, bool isFirst)
    {
        if (frame.HasRows) return false;
        int column = frame.Schema.IndexOf(frame.Text, key, 0);
        byte first = frame.Text.Peek();
        if (column < 0)
        {
            if (!isFirst || first != (byte)'{' || !FrameIndexed.IsRecord(frame.Text, frame.Schema)) return false;
            FrameIndexed.Read(ref frame, key);
            return true;
        }

        return FrameKeyed.TryRead(ref frame, key, column, first);
    }

    private static void ReadMember(ref Frame frame, JsonString key, int level, ref FrameParts parts)
    {
        FrameKey meaning = FrameKeys.Classify(frame.Text.Raw(key));
        if (meaning is FrameKey.Error or FrameKey.Message) parts.Error.Note(ref frame.Text, meaning);
        else if (!frame.HasRows && HoldsRows(ref frame, meaning))
        {
            if (meaning == FrameKey.Wrapper || (meaning == FrameKey.Data && !FrameParts.IsLists(frame.Text)))
            {
                FrameRoot.Read(ref frame, level + 1);
                return;
            }

            parts.Note(frame.Text, meaning);
        }

        frame.Text.Skip();
    }

    private static bool HoldsRows(ref Frame frame, FrameKey meaning) => frame.Text.Peek() switch
    {
        (byte)'[' or (byte)'{' => true,
        (byte)'"' => meaning is FrameKey.Wrapper or FrameKey.Data,
        _ => false,
    };

    /// <summary>Reads what was only remembered, as the keys that tell how to read it may come after it.</summary>
    private static void ReadLater(ref Frame frame, int level, int offset, ref FrameParts parts)
    {
        JsonText end = frame.Text;
        if (!parts.HasRows && !parts.HasCandidate)
        {
            if (frame.Rows.Expected != 0 || parts.Candidates > 0) JsonThrow.Mismatch(offset, $"rows of {frame.Schema.Schema}", parts.Candidates > 1 ? "an object with several keys that may hold them; give the path" : "an object without them");
            frame.Rows.Finish(0, offset);
            return;
        }

        frame.Text.Position = parts.HasRows ? parts.Data : parts.Candidate;
        frame.Text.Depth++;
        if (parts.HasRows) FrameSplit.Read(ref frame, parts.Columns);
        else FrameRoot.Read(ref frame, level + 1);
        frame.Text = end;
    }
}
