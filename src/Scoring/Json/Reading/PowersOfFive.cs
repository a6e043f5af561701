using System.Numerics;

namespace Scoring.Json.Reading;

/// <summary>The 128 leading bits of 5^q for every q that a float64 and 19 digits can meet.</summary>
/// <remarks>
/// The table of Lemire's "Number Parsing at a Gigabyte per Second" (2021), section 5: truncated, except that the reciprocals of the powers up to 5^27, which fit 64 bits, are rounded up,
/// so that a product that should be exact is seen to be. Computed once, when the first number is read.
/// </remarks>
internal static class PowersOfFive
{
    public const int Smallest = -342;
    public const int Largest = 308;

    /// <summary>The largest power whose reciprocal is rounded up.</summary>
    private const int LargestRounded = 27;

    private static readonly ulong[] s_bits = Compute();

    /// <summary>High and low half of each power, from <see cref="Smallest"/> on.</summary>
    public static ReadOnlySpan<ulong> Bits => s_bits;

    private static ulong[] Compute()
    {
        var bits = new ulong[2 * (Largest - Smallest + 1)];
        for (int q = Smallest; q <= Largest; q++)
        {
            UInt128 power = (UInt128)(q < 0 ? Reciprocal(-q) : Normalize(BigInteger.Pow(5, q)));
            bits[2 * (q - Smallest)] = (ulong)(power >> 64);
            bits[(2 * (q - Smallest)) + 1] = (ulong)power;
        }

        return bits;
    }

    private static BigInteger Reciprocal(int q)
    {
        BigInteger power = BigInteger.Pow(5, q);
        int length = (int)power.GetBitLength();
        return q <= LargestRounded ? ((BigInteger.One << (length + 127)) / power) + 1 : Normalize((BigInteger.One << ((2 * length) + 128)) / power);
    }

    private static BigInteger Normalize(BigInteger value)
    {
        int excess = (int)value.GetBitLength() - 128;
        return excess >= 0 ? value >> excess : value << -excess;
    }
}
