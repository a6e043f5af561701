using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing;

/// <summary>Places the point: 0.00001 up to below 10^16 is written without an exponent, as Python does, but whole numbers without a point; the rest as <c>1.5e-7</c>.</summary>
internal static class DecimalText
{
    /// <summary>The digits before the point, at most, when there is no exponent.</summary>
    public const int MaxPoint = 16;

    /// <summary>The zeros behind the point, negative and at most, when there is no exponent.</summary>
    public const int MinPoint = -4;

    private const uint Half = 100_000_000;

    /// <param name="sixteen">Sixteen digits, the first not 0.</param>
    /// <param name="last">The seventeenth.</param>
    /// <param name="point">How many stand before the point.</param>
    /// <param name="to">At least 32 bytes.</param>
    /// <returns>The length of the text.</returns>
    public static int Write(ulong sixteen, uint last, int point, Span<byte> to) => point switch
    {
        < MinPoint or > MaxPoint => WriteScientific(sixteen, last, point - 1, to),
        <= 0 => WriteBelowOne(sixteen, last, -point, to),
        _ => WritePoint(sixteen, last, point, to),
    };

    /// <summary>A whole number of ten-thousandths.</summary>
    public static int WriteShort(ulong units, Span<byte> to)
    {
        ulong whole = units / (ulong)ShortDecimal.Scale;
        int length = WriteWhole(whole, to);
        ulong decimals = EightDigits.Split((uint)(units - (whole * (ulong)ShortDecimal.Scale))) >> 32;
        if (decimals == 0) return length;
        to[length] = (byte)'.';
        BinaryPrimitives.WriteUInt32LittleEndian(to[(length + 1)..], (uint)(decimals | EightDigits.Zeros));
        return length + 1 + EightDigits.Count(decimals);
    }

    /// <summary>A whole number.</summary>
    public static int WriteWhole(ulong value, Span<byte> to)
    {
        if (value < 10)
        {
            to[0] = (byte)('0' + value);
            return 1;
        }

        if (value >= Half)
        {
            _ = Utf8Formatter.TryFormat(value, to, out int length);
            return length;
        }

        ulong digits = EightDigits.Split((uint)value);
        int zeros = BitOperations.TrailingZeroCount(digits) & -8;
        BinaryPrimitives.WriteUInt64LittleEndian(to, (digits | EightDigits.Zeros) >> zeros);
        return 8 - (zeros >> 3);
    }

    private static int WritePoint(ulong sixteen, uint last, int point, Span<byte> to)
    {
        int count = WriteDigits(sixteen, last, to[1..]);
        to.Slice(1, point).CopyTo(to);
        to[point] = (byte)'.';
        return count <= point ? point : count + 1;
    }

    private static int WriteBelowOne(ulong sixteen, uint last, int zeros, Span<byte> to)
    {
        "0.0000"u8.CopyTo(to);
        return 2 + zeros + WriteDigits(sixteen, last, to[(2 + zeros)..]);
    }

    private static int WriteScientific(ulong sixteen, uint last, int exponent, Span<byte> to)
    {
        int length = WritePoint(sixteen, last, 1, to);
        to[length++] = (byte)'e';
        _ = Utf8Formatter.TryFormat(exponent, to[length..], out int written);
        return length + written;
    }

    /// <summary>Writes 17 digits.</summary>
    /// <returns>How many are left when zeros at the end are dropped.</returns>
    private static int WriteDigits(ulong sixteen, uint last, Span<byte> to)
    {
        uint first = (uint)(sixteen / Half);
        ulong high = EightDigits.Split(first), low = EightDigits.Split((uint)(sixteen - ((ulong)first * Half)));
        BinaryPrimitives.WriteUInt64LittleEndian(to, high | EightDigits.Zeros);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], low | EightDigits.Zeros);
        to[16] = (byte)('0' + last);
        if (last != 0) return 17;
        return low != 0 ? 8 + EightDigits.Count(low) : EightDigits.Count(high);
    }
}
