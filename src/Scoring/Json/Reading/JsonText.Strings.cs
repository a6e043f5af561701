using System.Buffers;

namespace Scoring.Json.Reading;

/// <content>Strings.</content>
internal ref partial struct JsonText
{
    /// <summary>Where a run of plain characters ends: the quote, the backslash and everything that must be escaped.</summary>
    private static readonly SearchValues<byte> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static b => (byte)b), (byte)'"', (byte)'\\']);

    /// <summary>Goes over a string that is known to begin here. Its escapes are checked; whether its bytes are UTF-8 is not.</summary>
    public JsonString ReadString()
    {
        int start = Position + 1, at = start;
        bool escaped = false;
        while (true)
        {
            int plain = Bytes[at..].IndexOfAny(s_special);
            at = plain < 0 ? Bytes.Length : at + plain;
            Position = at;
            if (at == Bytes.Length) FailMalformed("'\"' at the end of a string");
            byte special = Bytes[at];
            if (special == (byte)'"') break;
            if (special != (byte)'\\') FailMalformed("a control character to be escaped in a string");
            escaped = true;
            at += EscapeLength(at);
        }

        Position = at + 1;
        return new JsonString(start, at - start, escaped);
    }

    /// <summary>The bytes of a string as they are written.</summary>
    public readonly ReadOnlySpan<byte> Raw(JsonString value) => Bytes.Slice(value.Start, value.Length);

    /// <summary>Fails when a string is longer than it may be.</summary>
    public readonly void CheckLength(JsonString value)
    {
        if (value.Length > Options.MaxStringBytes)
        {
            JsonThrow.Limit(value.Start, $"at most {nameof(JsonFrameReaderOptions.MaxStringBytes)} = {Options.MaxStringBytes} bytes in a string", $"{value.Length} bytes");
        }
    }

    /// <summary>The bytes of the escape at a place, 2 or 6.</summary>
    private int EscapeLength(int at)
    {
        byte kind = at + 1 < Bytes.Length ? Bytes[at + 1] : End;
        if (kind is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t') return 2;
        Position = at + 1;
        if (kind != (byte)'u') FailMalformed("one of \"\\/bfnrtu after a backslash");
        for (int digit = at + 2; digit < at + 6; digit++)
        {
            Position = digit;
            if (digit >= Bytes.Length || !char.IsAsciiHexDigit((char)Bytes[digit])) FailMalformed("four hexadecimal digits after \\u");
        }

        return 6;
    }
}
