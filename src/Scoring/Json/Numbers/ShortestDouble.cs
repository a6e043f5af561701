using System.Runtime.CompilerServices;

namespace Scoring.Json.Numbers;

/// <summary>The shortest digits of most doubles, from one product with a power of ten.</summary>
/// <remarks>
/// <para>With v = c · 2^q and k the largest power of ten not above 2^q, X = v · 10^−k has 16 or 17 digits before its point, and W = 2^(q−1) · 10^−k, half the distance to the next double, lies in
/// [½, 5). So at most one multiple of ten lies within W of X; it is the answer, and where there is none, the whole number next to X. This is the argument of R. Giulietti, "The Schubfach way to render
/// doubles" (2020), with W taken from the power itself instead of two more products.</para>
/// <para>X and W are known to 2^−60 or better. What lies closer to a border than that, ties included, is left to <see cref="ShortestDecimal"/>, as are powers of two and subnormal numbers.</para>
/// </remarks>
internal static class ShortestDouble
{
    private const int FractionBits = 52;
    private const int Bias = 1075;
    private const ulong Ten = 10UL << 60;

    /// <summary>In units of 2^−60, above all errors together.</summary>
    private const ulong Tolerance = 4;

    private const ulong MinSixteenDigits = 1_000_000_000_000_000;

    /// <summary>Finds the digits.</summary>
    /// <param name="bits">A double, its sign left out.</param>
    /// <param name="digits">The first sixteen, the first not 0.</param>
    /// <param name="last">The seventeenth.</param>
    /// <param name="point">How many of them stand before the point.</param>
    /// <returns>Whether they were found; not so for 0, infinities and NaN either.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFind(ulong bits, out ulong digits, out uint last, out int point)
    {
        (digits, last, point) = (0, 0, 0);
        int exponent = (int)(bits >> FractionBits);
        ulong fraction = bits & ((1UL << FractionBits) - 1);
        if (fraction == 0 || (uint)(exponent - 1) >= 0x7FE) return false;

        int two = exponent - Bias;
        int ten = PowersOfTen.DecimalExponent(two);
        ulong high = PowersOfTen.High(-ten);
        int shift = two + PowersOfTen.BinaryExponent(-ten) + 1;

        ulong significand = (fraction | (1UL << FractionBits)) << shift;
        // X as whole.part, in 64 and 64 bits. The low half is multiplied anew, as the runtime would pass it through memory.
        ulong whole = Math.BigMul(significand, high, out _);
        ulong part = significand * high;
        ulong carry = Math.BigMul(significand, PowersOfTen.Low(-ten), out _);
        part += carry;
        if (part < carry) whole++;

        ulong tens = whole / 10;
        ulong ones = whole - (tens * 10);
        ulong rest = (ones << 60) | (part >> 4);
        ulong half = high >> (5 - shift);
        ulong sum = rest + half;
        if (rest - half + Tolerance <= 2 * Tolerance || sum - Ten + Tolerance <= 2 * Tolerance) return false;

        // What follows has no branches that depend on the digits: they would be mispredicted every other time.
        ulong up = sum > Ten ? 1UL : 0;
        ulong isTens = 0 - (up | (rest < half ? 1UL : 0));
        if ((part - (1UL << 63) + Tolerance) <= 2 * Tolerance && isTens == 0) return false;
        digits = tens + up;
        last = (uint)((ones + (part >> 63)) & ~isTens);

        ulong isFifteen = (ulong)((long)(digits - MinSixteenDigits) >> 63);
        digits += ((digits * 9) + last) & isFifteen;
        last &= (uint)~isFifteen;
        point = ten + 17 + (int)isFifteen;
        return true;
    }
}
