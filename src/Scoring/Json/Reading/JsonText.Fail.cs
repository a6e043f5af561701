using System.Diagnostics.CodeAnalysis;

namespace Scoring.Json.Reading;

/// <content>What stands at a place, for messages.</content>
internal ref partial struct JsonText
{
    /// <summary>Fails because of the byte that comes next.</summary>
    [DoesNotReturn]
    public readonly void FailMalformed(string expected) => JsonThrow.Malformed(Math.Min(Position, Bytes.Length), expected, Describe(Position));

    /// <summary>Fails because of a value that was expected to be something else, or because an array ends or goes on where it should not.</summary>
    [DoesNotReturn]
    public readonly void FailMismatch(string expected)
    {
        if (!BeginsValue(Position) && !EndsArray(Position)) FailMalformed(expected);
        JsonThrow.Mismatch(Position, expected, Describe(Position));
    }

    /// <summary>The token at a place, in words; never a value.</summary>
    public readonly string Describe(int position)
    {
        if (position >= Bytes.Length) return "the end of the text";
        return Bytes[position] switch
        {
            (byte)'{' => "an object",
            (byte)'[' => "an array",
            (byte)'"' => "a string",
            (byte)'t' or (byte)'f' => "true or false",
            (byte)'n' => "null",
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') or (byte)'N' or (byte)'I' => "a number",
            > 0x20 and < 0x7F and byte value => $"'{(char)value}'",
            byte value => $"the byte 0x{value:X2}",
        };
    }

    /// <summary>Whether a bracket or comma stands where JSON may have it: behind a value, and the bracket also behind the one that opens.</summary>
    private readonly bool EndsArray(int position)
    {
        if (position >= Bytes.Length || Bytes[position] is not ((byte)']' or (byte)',')) return false;
        ReadOnlySpan<byte> before = Bytes[..position].TrimEnd(" \t\r\n"u8);
        if (before.IsEmpty || before[^1] is (byte)',' or (byte)':') return false;
        return before[^1] is not ((byte)'[' or (byte)'{') || (before[^1] == (byte)'[' && Bytes[position] == (byte)']');
    }

    private readonly bool BeginsValue(int position) => position < Bytes.Length
        && Bytes[position] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)'t' or (byte)'f' or (byte)'n' or (byte)'-' or (>= (byte)'0' and <= (byte)'9') or (byte)'N' or (byte)'I';
}
