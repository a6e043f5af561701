namespace Scoring.Json.Reading.Forms;

/// <summary>Reads rows from a JSON string that holds JSON, as a scoring script makes that serialises what its server serialises again.</summary>
internal static class FrameString
{
    private const int MaxNested = 4;

    public static void Read(ref Frame frame, int level)
    {
        JsonString content = frame.Text.ReadString();
        using var unescaped = new UnescapedText(frame.Text.Raw(content));
        JsonText outer = frame.Text;
        if (!BeginsJson(unescaped.Bytes) || frame.Strings == MaxNested) ServerErrorText.Throw(outer, content.Start - 1, "a text", content);
        frame.Text = new JsonText(unescaped.Bytes, outer.Options) { Depth = outer.Depth };
        frame.Strings++;
        try
        {
            FrameRoot.Read(ref frame, level);
            frame.Text.ExpectEnd();
        }
        catch (JsonFrameException inner)
        {
            Rethrow(outer, content, inner);
        }

        frame.Strings--;
        frame.Text = outer;
    }

    private static bool BeginsJson(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> trimmed = text.TrimStart(" \t\r\n"u8);
        return !trimmed.IsEmpty && trimmed[0] is (byte)'[' or (byte)'{' or (byte)'"';
    }

    /// <summary>Text that begins like JSON and is none is a message, such as Python's <c>"['a'] not in index"</c>; other failures are moved to where they stand in the outer text.</summary>
    private static void Rethrow(JsonText outer, JsonString content, JsonFrameException inner)
    {
        if (inner.Error == JsonFrameError.Malformed) ServerErrorText.Throw(outer, content.Start - 1, "a text", content, inner);
        int offset = content.Start + JsonEscapes.WrittenLength(outer.Raw(content), (int)inner.ByteOffset);
        throw new JsonFrameException(inner.Error, offset, inner.Expected, inner.Found, inner) { ServerMessage = inner.ServerMessage };
    }
}
