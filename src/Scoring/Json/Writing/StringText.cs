using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Scoring.Json.Writing;

/// <summary>Strings in quotes, escaped as little as RFC 8259 section 7 allows: quotation mark, backslash and U+0000 to U+001F.</summary>
/// <remarks>
/// Bytes that are not UTF-8 become U+FFFD, one for each maximal part of a character as <see cref="Encoding.UTF8"/> does: half of a surrogate pair is three bytes that are not UTF-8, and so three
/// of them. (Text set as <c>string</c> has had its lone surrogates replaced before, one U+FFFD each.)
/// </remarks>
internal static class StringText
{
    /// <summary>Bytes that are escaped at a time, so that a long text asks for no more than six times this.</summary>
    private const int Piece = 512;

    private const ulong Blanks = 0x2020202020202020;

    private static readonly SearchValues<byte> s_escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(static i => (byte)i), (byte)'"', (byte)'\\']);

    public static void Write(ReadOnlySpan<byte> value, ref JsonOutput output)
    {
        output.Write((byte)'"');
        if (Utf8.IsValid(value)) WriteValid(value, ref output);
        else WriteInvalid(value, ref output);
        output.Write((byte)'"');
    }

    /// <summary>Whether a text is ASCII and has nothing to escape. For short ones.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> value)
    {
        for (; value.Length >= sizeof(ulong); value = value[sizeof(ulong)..])
        {
            if (!IsPlain(BinaryPrimitives.ReadUInt64LittleEndian(value))) return false;
        }

        ulong rest = 0;
        foreach (byte character in value) rest = (rest << 8) | character;
        return IsPlain(rest | (Blanks << (8 * value.Length)));
    }

    /// <summary>Eight characters at once: the highest bit of each byte is set by what is not ASCII, and by a borrow from what is below a blank or equal to an escaped character.</summary>
    private static bool IsPlain(ulong characters)
    {
        const ulong Ones = 0x0101010101010101;
        ulong controls = characters - Blanks;
        ulong quotes = (characters ^ (Ones * '"')) - Ones;
        ulong backslashes = (characters ^ (Ones * '\\')) - Ones;
        return ((characters | controls | quotes | backslashes) & (Ones << 7)) == 0;
    }

    private static void WriteInvalid(ReadOnlySpan<byte> value, ref JsonOutput output)
    {
        while (!value.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(value, out _, out int consumed);
            if (status == OperationStatus.Done) WriteValid(value[..consumed], ref output);
            else output.Write("\uFFFD"u8);
            value = value[consumed..];
        }
    }

    private static void WriteValid(ReadOnlySpan<byte> value, ref JsonOutput output)
    {
        while (!value.IsEmpty)
        {
            int clean = value.IndexOfAny(s_escaped);
            if (clean < 0) clean = value.Length;
            output.Write(value[..clean]);
            value = value[clean..];
            int piece = Math.Min(value.Length, Piece);
            if (piece > 0) value = value[WriteEscapes(value[..piece], ref output)..];
        }
    }

    /// <summary>Writes the escaped bytes at the start of a text.</summary>
    /// <returns>How many they are.</returns>
    private static int WriteEscapes(ReadOnlySpan<byte> value, ref JsonOutput output)
    {
        int length = 0, i = 0;
        Span<byte> to = output.Reserve(value.Length * 6);
        for (; i < value.Length && s_escaped.Contains(value[i]); i++) length += Escape(value[i], to[length..]);
        output.Advance(length);
        return i;
    }

    private static int Escape(byte value, Span<byte> to)
    {
        byte letter = value switch
        {
            (byte)'"' or (byte)'\\' => value,
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            _ => (byte)'u',
        };
        to[0] = (byte)'\\';
        to[1] = letter;
        if (letter != (byte)'u') return 2;
        "00"u8.CopyTo(to[2..]);
        to[4] = (byte)('0' + (value >> 4));
        to[5] = "0123456789abcdef"u8[value & 15];
        return 6;
    }
}
