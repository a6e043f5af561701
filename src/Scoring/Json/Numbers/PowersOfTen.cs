using System.Numerics;

namespace Scoring.Json.Numbers;

/// <summary>The powers of ten from 10^−342 to 10^324, each as the first 128 bits of its binary digits.</summary>
/// <remarks>
/// <para>10^e = m · 2^(<see cref="BinaryExponent"/>(e) − 127) with m in [2^127, 2^128), and the table holds m rounded down. It is exact for 0 ≤ e ≤ 55, and above the truth never.</para>
/// <para>Both directions need it: writing as in R. Giulietti, "The Schubfach way to render doubles" (2020), reading as in D. Lemire, "Number parsing at a gigabyte per second" (2021).</para>
/// <para>Computed when it is first used, in some tens of microseconds, by repeated multiplication and division by 5 of 256-bit numbers. What that loses is far below the last bit kept; a test
/// compares each entry with the exact number.</para>
/// </remarks>
internal static class PowersOfTen
{
    public const int MinExponent = -342;
    public const int MaxExponent = 324;

    private const int Limbs = 4;

    /// <summary>The high and the low half of each power, in turn.</summary>
    private static readonly ulong[] s_halves = Compute();

    /// <summary>The first 64 bits of a power.</summary>
    /// <param name="exponent"><see cref="MinExponent"/> to <see cref="MaxExponent"/>.</param>
    public static ulong High(int exponent) => s_halves[(exponent - MinExponent) * 2];

    /// <summary>The next 64 bits of a power.</summary>
    /// <inheritdoc cref="High"/>
    public static ulong Low(int exponent) => s_halves[((exponent - MinExponent) * 2) + 1];

    /// <summary>The largest b with 2^b ≤ 10^<paramref name="exponent"/>; valid well beyond the table.</summary>
    public static int BinaryExponent(int exponent) => (exponent * 217706) >> 16;

    /// <summary>The largest d with 10^d ≤ 2^<paramref name="exponent"/>; for every exponent of a double.</summary>
    public static int DecimalExponent(int exponent) => (int)((exponent * 661971961083L) >> 41);

    /// <summary>The largest d with 10^d ≤ ¾ · 2^<paramref name="exponent"/>; for every exponent of a double.</summary>
    public static int DecimalExponentOfThreeQuarters(int exponent) => (int)(((exponent * 661971961083L) - 274743187321L) >> 41);

    private static ulong[] Compute()
    {
        var halves = new ulong[(MaxExponent - MinExponent + 1) * 2];
        Span<ulong> power = stackalloc ulong[Limbs];
        Start(power);
        for (int exponent = 0; exponent <= MaxExponent; exponent++, MultiplyByFive(power)) Keep(halves, exponent, power);
        Start(power);
        for (int exponent = -1; exponent >= MinExponent; exponent--)
        {
            DivideByFive(power);
            Keep(halves, exponent, power);
        }

        return halves;
    }

    private static void Keep(ulong[] halves, int exponent, ReadOnlySpan<ulong> power) =>
        (halves[(exponent - MinExponent) * 2], halves[((exponent - MinExponent) * 2) + 1]) = (power[3], power[2]);

    /// <summary>One, least limb first, with its highest bit set: the binary point does not matter here.</summary>
    private static void Start(Span<ulong> power)
    {
        power.Clear();
        power[Limbs - 1] = 1UL << 63;
    }

    private static void MultiplyByFive(Span<ulong> power)
    {
        ulong carry = 0;
        for (int i = 0; i < Limbs; i++)
        {
            ulong high = Math.BigMul(power[i], 5, out ulong low);
            power[i] = low + carry;
            carry = high + (power[i] < low ? 1UL : 0);
        }

        int shift = 64 - BitOperations.LeadingZeroCount(carry);
        for (int i = 0; i < Limbs; i++) power[i] = (power[i] >> shift) | ((i + 1 < Limbs ? power[i + 1] : carry) << (64 - shift));
    }

    private static void DivideByFive(Span<ulong> power)
    {
        ulong rest = 0;
        for (int i = Limbs - 1; i >= 0; i--) (power[i], rest) = DivideByFive(rest, power[i]);
        int shift = BitOperations.LeadingZeroCount(power[Limbs - 1]);
        ulong low = DivideByFive(rest, 0).Quotient;
        for (int i = Limbs - 1; i >= 0; i--) power[i] = (power[i] << shift) | ((i > 0 ? power[i - 1] : low) >> (64 - shift));
    }

    /// <summary>(<paramref name="high"/> · 2^64 + <paramref name="low"/>) / 5 with <paramref name="high"/> below 5.</summary>
    private static (ulong Quotient, ulong Remainder) DivideByFive(ulong high, ulong low)
    {
        // 2^64 = 5 · 0x3333333333333333 + 1.
        ulong quotient = (high * 0x3333333333333333) + (low / 5);
        ulong rest = high + (low % 5);
        return rest < 5 ? (quotient, rest) : (quotient + 1, rest - 5);
    }
}
