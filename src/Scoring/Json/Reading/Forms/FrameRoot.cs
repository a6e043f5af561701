using Scoring.Json.Reading.Values;

namespace Scoring.Json.Reading.Forms;

/// <summary>Reads rows from the value that comes next, whatever form it has.</summary>
internal static class FrameRoot
{
    /// <summary>Wrappers within wrappers; real answers have three.</summary>
    private const int MaxWrappers = 16;

    /// <param name="frame">The reading.</param>
    /// <param name="level">How many wrapper objects are around the value.</param>
    public static void Read(ref Frame frame, int level)
    {
        switch (frame.Text.Peek())
        {
            case (byte)'[': FrameArray.Read(ref frame); break;
            case (byte)'"': FrameString.Read(ref frame, level); break;
            case (byte)'{': ReadObject(ref frame, level); break;
            case (byte)'n': FailNoRows(ref frame); break;
            default: ReadSingleValue(ref frame); break;
        }
    }

    private static void ReadObject(ref Frame frame, int level)
    {
        if (level < frame.Schema.Path.Length) FramePath.Read(ref frame, level);
        else if (level < frame.Schema.Path.Length + MaxWrappers) FrameObject.Read(ref frame, level);
        else frame.Text.FailMismatch("rows within fewer wrapper objects");
    }

    /// <summary>A model that gives one value for one row may be served without any brackets.</summary>
    private static void ReadSingleValue(ref Frame frame)
    {
        if (frame.Schema.ColumnCount > 1) frame.Text.FailMismatch("rows");
        frame.Rows.Reserve(0, frame.Text.Position);
        CellReader.Read(ref frame.Text, frame.Column(0), 0);
        frame.Rows.Finish(1, frame.Text.Position);
    }

    private static void FailNoRows(ref Frame frame)
    {
        int offset = frame.Text.Position;
        frame.Text.ReadLiteral("null"u8);
        JsonThrow.Mismatch(offset, "rows", "null");
    }
}
