using System.Text;

namespace Scoring.Json.Reading.Forms;

/// <summary>Goes through the keys that the options name.</summary>
internal static class FramePath
{
    public static void Read(ref Frame frame, int level)
    {
        int offset = frame.Text.Position;
        var error = new ServerErrorNote();
        frame.Text.Open();
        if (!frame.Text.TryClose((byte)'}'))
        {
            do ReadMember(ref frame, level, ref error);
            while (frame.Text.NextItem((byte)'}'));
        }

        error.ThrowIfAny(frame.Text, frame.HasRows);
        if (!frame.HasRows) JsonThrow.Mismatch(offset, $"an object with the key '{Encoding.UTF8.GetString(frame.Schema.Path[level])}'", "an object without it");
    }

    private static void ReadMember(ref Frame frame, int level, ref ServerErrorNote error)
    {
        JsonString key = frame.Text.ReadKey();
        if (!frame.HasRows && IsKey(frame.Text, key, frame.Schema.Path[level]))
        {
            FrameRoot.Read(ref frame, level + 1);
            return;
        }

        error.Note(ref frame.Text, FrameKeys.Classify(frame.Text.Raw(key)));
        frame.Text.Skip();
    }

    private static bool IsKey(JsonText text, JsonString key, byte[] name)
    {
        if (!key.Escaped) return text.Raw(key).SequenceEqual(name);
        using var unescaped = new UnescapedText(text.Raw(key));
        return unescaped.Bytes.SequenceEqual(name);
    }
}
