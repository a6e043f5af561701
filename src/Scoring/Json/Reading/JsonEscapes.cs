using System.Buffers.Text;
using System.Text;

namespace Scoring.Json.Reading;

/// <summary>Takes the escapes out of strings that were read, so that each escape is known to be whole.</summary>
internal static class JsonEscapes
{
    /// <summary>Writes a string without its escapes; how many bytes it has then, never more than before.</summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        int read = 0, written = 0;
        while (true)
        {
            int plain = raw[read..].IndexOf((byte)'\\');
            if (plain < 0) plain = raw.Length - read;
            raw.Slice(read, plain).CopyTo(target[written..]);
            read += plain;
            written += plain;
            if (read == raw.Length) return written;
            if (raw[read + 1] == (byte)'u')
            {
                written += ReadRune(raw, ref read).EncodeToUtf8(target[written..]);
                continue;
            }

            target[written++] = Unescape(raw[read + 1]);
            read += 2;
        }
    }

    /// <summary>How many bytes as written make the first bytes without escapes.</summary>
    public static int WrittenLength(ReadOnlySpan<byte> raw, int unescaped)
    {
        int read = 0, written = 0;
        while (written < unescaped && read < raw.Length)
        {
            if (raw[read] != (byte)'\\') (read, written) = (read + 1, written + 1);
            else if (raw[read + 1] == (byte)'u') written += ReadRune(raw, ref read).Utf8SequenceLength;
            else (read, written) = (read + 2, written + 1);
        }

        return read;
    }

    private static byte Unescape(byte kind) => kind switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => kind,
    };

    /// <summary>Reads <c>\uXXXX</c>, and the second one of a pair. A lone surrogate is U+FFFD.</summary>
    private static Rune ReadRune(ReadOnlySpan<byte> raw, ref int read)
    {
        char first = ReadUnit(raw[(read + 2)..]);
        read += 6;
        if (!char.IsSurrogate(first)) return new Rune(first);
        if (char.IsLowSurrogate(first) || !raw[read..].StartsWith("\\u"u8)) return Rune.ReplacementChar;
        char second = ReadUnit(raw[(read + 2)..]);
        if (!char.IsLowSurrogate(second)) return Rune.ReplacementChar;
        read += 6;
        return new Rune(first, second);
    }

    private static char ReadUnit(ReadOnlySpan<byte> digits)
    {
        _ = Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x');
        return (char)unit;
    }
}
