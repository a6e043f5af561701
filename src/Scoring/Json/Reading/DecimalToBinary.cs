using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Scoring.Json.Numbers;

namespace Scoring.Json.Reading;

/// <summary>The binary floating-point number nearest to a decimal one, ties to even.</summary>
/// <remarks>
/// D. Lemire, "Number Parsing at a Gigabyte per Second" (2021): the significand times 128 bits of the power of five has enough bits to round by, always
/// (N. Mushtak, D. Lemire, "Fast Number Parsing Without Fallback", 2023). Numbers of more than 19 digits that these do not decide are left to the base class library.
/// </remarks>
internal static class DecimalToBinary
{
    /// <summary>The reciprocal of 5^27, the largest power of five that fits 64 bits: a larger one divides no significand.</summary>
    private const int SmallestRoundedPower = -27;

    public static double ToDouble(in NumberToken number, ReadOnlySpan<byte> text)
    {
        double value = number.Kind switch
        {
            NumberKind.Exact => BitConverter.UInt64BitsToDouble(Round<Binary64>(number.Significand, number.Exponent)),
            NumberKind.Cut => CutToDouble(number, text),
            NumberKind.NaN => double.NaN,
            _ => double.PositiveInfinity,
        };
        return number.Negative ? -value : value;
    }

    public static float ToSingle(in NumberToken number, ReadOnlySpan<byte> text)
    {
        float value = number.Kind switch
        {
            NumberKind.Exact => BitConverter.UInt32BitsToSingle((uint)Round<Binary32>(number.Significand, number.Exponent)),
            NumberKind.Cut => CutToSingle(number, text),
            NumberKind.NaN => float.NaN,
            _ => float.PositiveInfinity,
        };
        return number.Negative ? -value : value;
    }

    /// <summary>Rare enough to be left to the base class library, whose rounding is right.</summary>
    public static Half ToHalf(in NumberToken number, ReadOnlySpan<byte> text) => number.Kind switch
    {
        NumberKind.NaN => Half.NaN,
        NumberKind.Infinity => number.Negative ? Half.NegativeInfinity : Half.PositiveInfinity,
        _ => Half.Parse(text.Slice(number.Start, number.Length), NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>The bits of the number nearest to <c>significand × 10^power</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Round<TFormat>(ulong significand, int power)
        where TFormat : struct, IBinaryFormat
    {
        if (significand == 0 || power < TFormat.SmallestPower) return 0;
        if (power > TFormat.LargestPower) return (ulong)TFormat.InfiniteExponent << TFormat.SignificandBits;
        int zeros = BitOperations.LeadingZeroCount(significand);
        ulong high = Multiply<TFormat>(significand << zeros, power, out ulong low);
        int upper = (int)(high >> 63), shift = upper + 61 - TFormat.SignificandBits;
        ulong rounded = high >> shift;

        // 217706 / 65536 is the binary logarithm of ten, near enough for every power here.
        int exponent = ((217706 * power) >> 16) + 63 + upper - zeros - TFormat.MinExponent;
        if (exponent <= 0) return RoundSubnormal(rounded, exponent);

        // Exactly half-way: down to even. The product is exact only for these powers.
        if (low <= 1 && (rounded & 3) == 1 && power >= TFormat.SmallestTiePower && power <= TFormat.LargestTiePower && rounded << shift == high) rounded--;
        rounded = (rounded + (rounded & 1)) >> 1;

        // Added rather than joined, so that a significand that rounds up to the next power of two carries into the exponent, and from the largest one into infinity.
        ulong bits = rounded + ((ulong)(exponent - 1) << TFormat.SignificandBits);
        ulong infinity = (ulong)TFormat.InfiniteExponent << TFormat.SignificandBits;
        return Math.Min(bits, infinity);
    }

    /// <summary>The upper 128 bits of a normalized significand times the power; exact enough to round by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Multiply<TFormat>(ulong significand, int power, out ulong low)
        where TFormat : struct, IBinaryFormat
    {
        ulong high = Math.BigMul(significand, PowersOfTen.High(power), out low);
        ulong undecided = ulong.MaxValue >> (TFormat.SignificandBits + 3);
        return (high & undecided) != undecided ? high : Refine(significand, power, high, ref low);
    }

    /// <summary>Multiplies by the lower half of the power too.</summary>
    private static ulong Refine(ulong significand, int power, ulong high, ref ulong low)
    {
        // Reciprocals that ties can occur with are rounded up rather than down, so that a product that should be exact is seen to be.
        ulong lower = PowersOfTen.Low(power) + (power is < 0 and >= SmallestRoundedPower ? 1UL : 0);
        ulong more = Math.BigMul(significand, lower, out _);
        low += more;
        return low < more ? high + 1 : high;
    }

    private static ulong RoundSubnormal(ulong rounded, int exponent)
    {
        if (exponent <= -63) return 0;
        rounded >>= 1 - exponent;
        return (rounded + (rounded & 1)) >> 1;
    }

    /// <summary>Both neighbours of the cut significand round alike, nearly always.</summary>
    private static double CutToDouble(in NumberToken number, ReadOnlySpan<byte> text)
    {
        ulong below = Round<Binary64>(number.Significand, number.Exponent), above = Round<Binary64>(number.Significand + 1, number.Exponent);
        return below == above ? BitConverter.UInt64BitsToDouble(below) : double.Parse(Unsigned(number, text), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static float CutToSingle(in NumberToken number, ReadOnlySpan<byte> text)
    {
        ulong below = Round<Binary32>(number.Significand, number.Exponent), above = Round<Binary32>(number.Significand + 1, number.Exponent);
        return below == above ? BitConverter.UInt32BitsToSingle((uint)below) : float.Parse(Unsigned(number, text), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static ReadOnlySpan<byte> Unsigned(in NumberToken number, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> token = text.Slice(number.Start, number.Length);
        return number.Negative ? token[1..] : token;
    }
}
