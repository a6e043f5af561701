using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading;

/// <content>Numbers.</content>
internal ref partial struct JsonText
{
    /// <summary>Goes over a number: JSON's, or NaN, Infinity, -Infinity.</summary>
    /// <param name="expected">What to say when no number comes.</param>
    public NumberToken ReadNumber(string expected)
    {
        int start = Position;
        bool negative = ByteAt(start) == (byte)'-';
        if (negative) Position++;
        byte first = ByteAt(Position);
        if (!IsDigit(first)) return ReadWord(start, negative, first, expected);
        NumberToken number = ReadDigits(start, negative, first);
        if (number.Length > Options.MaxNumberBytes) FailLongNumber(number);
        return number;
    }

    /// <summary>Whether a byte may begin a number.</summary>
    public static bool BeginsNumber(byte value) => IsDigit(value) || value is (byte)'-' or (byte)'N' or (byte)'I';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(byte value) => (uint)(value - '0') <= 9;

    private readonly byte ByteAt(int position) => (uint)position < (uint)Bytes.Length ? Bytes[position] : End;

    private NumberToken ReadDigits(int start, bool negative, byte first)
    {
        var digits = new DigitSum();
        int integers = Position;
        Position = digits.Add(Bytes, integers);
        if (first == (byte)'0' && Position > integers + 1) FailLeadingZero(integers + 1);
        int exponent = 0;
        if (ByteAt(Position) == (byte)'.')
        {
            int fraction = Position + 1;
            Position = digits.Add(Bytes, fraction);
            if (Position == fraction) FailMalformed("a digit after '.'");
            exponent = fraction - Position;
        }

        if ((ByteAt(Position) | 0x20) == (byte)'e') exponent += ReadExponent();
        return new NumberToken(start, Position - start, digits.Value, exponent + digits.Dropped, negative, digits.Cut ? NumberKind.Cut : NumberKind.Exact);
    }

    /// <summary>Reads the power of ten. It stops growing far beyond any that matters, and far below an overflow when the places of the longest number are added.</summary>
    private int ReadExponent()
    {
        Position++;
        byte sign = ByteAt(Position);
        if (sign is (byte)'-' or (byte)'+') Position++;
        int first = Position, value = 0;
        for (; IsDigit(ByteAt(Position)); Position++)
        {
            if (value < 100_000_000) value = (value * 10) + (Bytes[Position] - '0');
        }

        if (Position == first) FailMalformed("a digit of the exponent");
        return sign == (byte)'-' ? -value : value;
    }

    private NumberToken ReadWord(int start, bool negative, byte first, string expected)
    {
        if (first == (byte)'I') ReadLiteral("Infinity"u8);
        else if (first == (byte)'N' && !negative) ReadLiteral("NaN"u8);
        else FailMalformed(negative ? "a digit after '-'" : expected);
        return new NumberToken(start, Position - start, 0, 0, negative, first == (byte)'I' ? NumberKind.Infinity : NumberKind.NaN);
    }

    private void FailLeadingZero(int offset)
    {
        Position = offset;
        FailMalformed("no digit after a leading 0");
    }

    private readonly void FailLongNumber(NumberToken number) =>
        JsonThrow.Limit(number.Start, $"at most {nameof(JsonFrameReaderOptions.MaxNumberBytes)} = {Options.MaxNumberBytes} bytes in a number", $"{number.Length} bytes");
}
