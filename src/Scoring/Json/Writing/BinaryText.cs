using Scoring.Json.Numbers;

namespace Scoring.Json.Writing;

/// <summary>The text of any finite IEEE 754 number from its fields: the slow way.</summary>
internal static class BinaryText
{
    /// <param name="isNegative">The sign.</param>
    /// <param name="fraction">The stored bits of the significand.</param>
    /// <param name="exponent">The exponent as it is stored.</param>
    /// <param name="fractionBits">How many bits of the significand are stored.</param>
    /// <param name="bias">What the stored exponent of the significand's last bit is too large by.</param>
    /// <param name="to">At least 32 bytes.</param>
    /// <returns>The length of the text.</returns>
    public static int Write(bool isNegative, ulong fraction, int exponent, int fractionBits, int bias, Span<byte> to)
    {
        if (fraction == 0 && exponent == 0) return WriteZero(isNegative, to);
        Digits digits = exponent == 0
            ? ShortestDecimal.Find(fraction, 1 - bias, isPower: false)
            : ShortestDecimal.Find(fraction | (1UL << fractionBits), exponent - bias, isPower: fraction == 0 && exponent > 1);
        (ulong sixteen, uint last, int point) = digits.Align();
        return WriteSigned(isNegative, sixteen, last, point, to);
    }

    public static int WriteSigned(bool isNegative, ulong sixteen, uint last, int point, Span<byte> to)
    {
        to[0] = (byte)'-';
        int sign = isNegative ? 1 : 0;
        return DecimalText.Write(sixteen, last, point, to[sign..]) + sign;
    }

    /// <summary>A negative zero has a fraction: readers for which <c>-0</c> is an integer, Python for one, would lose its sign.</summary>
    private static int WriteZero(bool isNegative, Span<byte> to)
    {
        ReadOnlySpan<byte> text = isNegative ? "-0.0"u8 : "0"u8;
        text.CopyTo(to);
        return text.Length;
    }
}
