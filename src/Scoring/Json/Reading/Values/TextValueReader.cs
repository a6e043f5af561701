using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Scoring.Json.Reading.Values;

/// <summary>Reads an element of a string column.</summary>
internal static class TextValueReader
{
    public static void Read(ref JsonText text, Place place, byte first)
    {
        var column = (StringColumnBuffer)place.Column;
        switch (first)
        {
            case (byte)'"': ReadString(ref text, column, place.Index); break;
            case (byte)'n': text.ReadLiteral("null"u8); column.SetNull(place.Index); break;
            case (byte)'{': ReadBase64(ref text, column, place.Index); break;
            case (byte)'[' or (byte)']': text.FailMismatch($"a value of column {column.Schema}"); break;
            default: ReadText(ref text, column, place.Index); break;
        }
    }

    /// <summary>Whether an object comes that is bytes rather than a record.</summary>
    public static bool IsBase64(JsonText text)
    {
        text.Position++;
        return text.Peek() == (byte)'"' && text.Bytes[text.Position..].StartsWith("\"b64\""u8);
    }

    /// <summary>Fails unless the bytes are UTF-8.</summary>
    public static void CheckUtf8(ReadOnlySpan<byte> bytes, int offset)
    {
        if (Utf8.IsValid(bytes)) return;
        int at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done) at += length;
        JsonThrow.Malformed(offset + at, "UTF-8", $"the byte 0x{bytes[at]:X2}");
    }

    private static void ReadString(ref JsonText text, StringColumnBuffer column, int element)
    {
        JsonString value = text.ReadString();
        text.CheckLength(value);
        ReadOnlySpan<byte> raw = text.Raw(value);
        CheckUtf8(raw, value.Start);
        Span<byte> target = column.Reserve(element, raw.Length);
        if (value.Escaped) column.Trim(element, JsonEscapes.Unescape(raw, target));
        else raw.CopyTo(target);
    }

    /// <summary>A number or bool is kept as it is written.</summary>
    private static void ReadText(ref JsonText text, StringColumnBuffer column, int element)
    {
        int start = text.Position;
        text.Skip();
        ReadOnlySpan<byte> raw = text.Bytes[start..text.Position];
        raw.CopyTo(column.Reserve(element, raw.Length));
    }

    /// <summary>Reads <c>{"b64": "…"}</c>, TensorFlow's form of bytes.</summary>
    private static void ReadBase64(ref JsonText text, StringColumnBuffer column, int element)
    {
        int offset = text.Position;
        text.Open();
        if (text.TryClose((byte)'}')) FailObject(column, offset);
        JsonString key = text.ReadKey();
        if (!text.Raw(key).SequenceEqual("b64"u8) || text.Peek() != (byte)'"') FailObject(column, offset);
        JsonString value = text.ReadString();
        text.CheckLength(value);
        if (text.NextItem((byte)'}')) FailObject(column, offset);
        Decode(ref text, value, column, element);
    }

    private static void Decode(ref JsonText text, JsonString value, StringColumnBuffer column, int element)
    {
        Span<byte> target = column.Reserve(element, value.Length);
        int length = value.Escaped ? JsonEscapes.Unescape(text.Raw(value), target) : value.Length;
        if (!value.Escaped) text.Raw(value).CopyTo(target);
        if (Base64.DecodeFromUtf8InPlace(target[..length], out int written) != System.Buffers.OperationStatus.Done) FailBase64(column, value.Start);
        column.Trim(element, written);
    }

    private static void FailObject(StringColumnBuffer column, int offset) => JsonThrow.Mismatch(offset, $"a value of column {column.Schema}", "an object");

    private static void FailBase64(StringColumnBuffer column, int offset) => JsonThrow.Mismatch(offset, $"a value of column {column.Schema} in base64", "a string that is none");
}
