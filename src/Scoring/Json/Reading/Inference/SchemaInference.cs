using Scoring.Json.Reading.Forms;
using Scoring.Records;

namespace Scoring.Json.Reading.Inference;

/// <summary>Finds the rows of a text without knowing their columns, and what columns they have.</summary>
/// <remarks>Done once per endpoint at most, so it may allocate and look at things twice.</remarks>
internal static class SchemaInference
{
    private const int MaxLevels = 16;

    public static RecordSchema Infer(ReadOnlySpan<byte> bytes, JsonFrameReaderOptions options)
    {
        var text = new JsonText(bytes, options);
        text.SkipByteOrderMark();
        RecordSchema schema = InferRoot(ref text, options, 0);
        text.ExpectEnd();
        return schema;
    }

    private static RecordSchema InferRoot(ref JsonText text, JsonFrameReaderOptions options, int level)
    {
        switch (text.Peek())
        {
            case (byte)'[': return InferArray(ref text);
            case (byte)'"': return InferString(ref text, options, level);
            case (byte)'{': return InferredObject.Infer(ref text, options, level);
            default:
                var rows = new InferredRows(text.Position);
                rows.Add(ref text);
                return rows.ToSchema();
        }
    }

    /// <summary>Goes on with the value at a place of an object that has been read.</summary>
    public static RecordSchema InferAt(JsonText text, int position, JsonFrameReaderOptions options, int level)
    {
        text.Position = position;
        text.Depth++;
        if (level > MaxLevels) text.FailMismatch("rows within fewer wrapper objects");
        return InferRoot(ref text, options, level);
    }

    private static RecordSchema InferArray(ref JsonText text)
    {
        if (InferredTensors.IsNext(text)) return InferredTensors.Infer(ref text);
        var rows = new InferredRows(text.Position);
        rows.AddArray(ref text);
        return rows.ToSchema();
    }

    private static RecordSchema InferString(ref JsonText text, JsonFrameReaderOptions options, int level)
    {
        int offset = text.Position;
        JsonString content = text.ReadString();
        using var unescaped = new UnescapedText(text.Raw(content));
        ReadOnlySpan<byte> inside = unescaped.Bytes.TrimStart(" \t\r\n"u8);
        if (level > MaxLevels || inside.IsEmpty || inside[0] is not ((byte)'[' or (byte)'{' or (byte)'"')) ServerErrorText.Throw(text, offset, "a text", content);
        try
        {
            var inner = new JsonText(unescaped.Bytes, options);
            RecordSchema schema = InferRoot(ref inner, options, level + 1);
            inner.ExpectEnd();
            return schema;
        }
        catch (JsonFrameException cause) when (cause.Error == JsonFrameError.Malformed)
        {
            ServerErrorText.Throw(text, offset, "a text", content, cause);
            throw;
        }
    }
}
