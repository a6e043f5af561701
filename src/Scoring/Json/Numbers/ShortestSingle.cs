using System.Runtime.CompilerServices;

namespace Scoring.Json.Numbers;

/// <summary>The shortest digits of most floats, from one product with a power of ten; see <see cref="ShortestDouble"/>.</summary>
/// <remarks>
/// From 2^−60 up to below 2^27 the 64 bits of the power hold all of it, so X and W are exact, and with them every border and tie. Elsewhere what comes close to one is left to <see cref="ShortestDecimal"/>.
/// </remarks>
internal static class ShortestSingle
{
    private const int FractionBits = 23;
    private const int Bias = 150;
    private const ulong Ten = 10UL << 60;

    /// <summary>The largest power of ten of which 60 bits are all.</summary>
    private const int MaxExactPower = 25;

    /// <summary>In units of 2^−60, above all errors together.</summary>
    private const ulong Tolerance = 1UL << 26;

    private const uint MinNineDigits = 100_000_000;

    /// <summary>Finds the digits.</summary>
    /// <param name="bits">A float, its sign left out.</param>
    /// <param name="digits">Nine, the first not 0.</param>
    /// <param name="point">How many of them stand before the point.</param>
    /// <returns>Whether they were found; not so for 0, infinities and NaN either.</returns>
    /// <remarks>This is the middle range, where X fits 64 bits with 32 of them behind its point; <see cref="TryFindAnywhere"/> has the rest.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFind(uint bits, out uint digits, out int point)
    {
        uint exponent = bits >> FractionBits;
        ulong step = SingleSteps.Values[(byte)exponent];
        if (step == 0) return TryFindAnywhere(bits, out digits, out point);

        uint fraction = bits & ((1u << FractionBits) - 1);
        ulong significand = (ulong)(fraction | (1u << FractionBits)) << 4;
        ulong x = (significand * (step >> 32)) + ((significand * (uint)step) >> 32);
        uint whole = (uint)(x >> 32);
        uint tens = whole / 10;
        ulong rest = x - ((ulong)(tens * 10) << 32);
        ulong half = step >> 29;
        uint open = bits & 1;

        // Without branches but for powers of two: they would be mispredicted every other time.
        uint up = rest + half >= (10UL << 32) + open ? 1u : 0;
        uint isTens = 0 - (up | (rest + open <= half ? 1u : 0));
        uint nearest = (uint)((x + ((1UL << 31) - 1) + (whole & 1)) >> 32);
        digits = (((tens + up) * 10) & isTens) | (nearest & ~isTens);
        point = PowersOfTen.DecimalExponent((int)exponent - Bias) + 9;
        Lengthen(ref digits, ref point);
        Lengthen(ref digits, ref point);
        return fraction != 0 || rest == 0;
    }

    /// <inheritdoc cref="TryFind"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryFindAnywhere(uint bits, out uint digits, out int point)
    {
        (digits, point) = (0, 0);
        int exponent = (int)(bits >> FractionBits);
        uint fraction = bits & ((1u << FractionBits) - 1);
        if ((uint)(exponent - 1) >= 0xFE) return false;

        int two = exponent - Bias;
        int ten = PowersOfTen.DecimalExponent(two);
        ulong power = PowersOfTen.High(-ten);
        int shift = two + PowersOfTen.BinaryExponent(-ten) + 1;
        ulong significand = (ulong)(fraction | (1u << FractionBits)) << shift;
        ulong whole = Math.BigMul(significand, power, out _);
        ulong part = significand * power;

        uint tens = (uint)whole / 10;
        uint ones = (uint)whole - (tens * 10);
        ulong rest = ((ulong)ones << 60) | (part >> 4);
        ulong half = power >> (5 - shift);
        ulong sum = rest + half;
        uint open = fraction & 1;
        if ((uint)-ten > MaxExactPower && IsClose(rest, half, sum, part)) return false;
        if (fraction == 0 && rest != 0) return false;

        // What follows has no branches: they would be mispredicted every other time.
        uint up = sum >= Ten + open ? 1u : 0;
        uint isTens = 0 - (up | (rest + open <= half ? 1u : 0));
        uint carry = part + ((1UL << 63) - 1 + (ones & 1)) < part ? 1u : 0;
        digits = (((tens + up) * 10) & isTens) | (((uint)whole + carry) & ~isTens);
        point = ten + 9;
        Lengthen(ref digits, ref point);
        Lengthen(ref digits, ref point);
        return true;
    }

    /// <summary>Adds a zero to what has fewer than nine digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lengthen(ref uint digits, ref int point)
    {
        uint isShort = (uint)((int)(digits - MinNineDigits) >> 31);
        digits += (digits * 9) & isShort;
        point += (int)isShort;
    }

    private static bool IsClose(ulong rest, ulong half, ulong sum, ulong part) =>
        rest - half + Tolerance <= 2 * Tolerance || sum - Ten + Tolerance <= 2 * Tolerance || (part >> 4) - (1UL << 59) + Tolerance <= 2 * Tolerance;
}
