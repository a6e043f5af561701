using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Decimal digits in 512-bit vectors.</summary>
/// <remarks>As <see cref="Digits128"/>, which does without the high halves of products, as there are none on every processor with 128-bit vectors.</remarks>
internal static class Digits512
{
    /// <summary>Eight digits of each number, as numbers from 0 to 9, the first in the lowest byte.</summary>
    /// <param name="values">Each below 10^8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Split(Vector512<ulong> values)
    {
        // 3518437209 / 2^45 divides by 10,000, 5243 / 2^19 by 100, 6554 / 2^16 by 10, exactly in these ranges.
        Vector512<ulong> high = Multiply(values, 3518437209) >>> 45;
        Vector512<ulong> low = values - Multiply(high, 10_000);
        Vector512<ushort> fours = (high | (low << 32)).AsUInt16();
        Vector512<ushort> tens = Avx512BW.MultiplyHigh(fours, Vector512.Create((ushort)5243)) >>> 3;
        Vector512<ushort> rest = fours - Avx512BW.MultiplyLow(tens, Vector512.Create((ushort)100));
        Vector512<ushort> twos = tens | (rest.AsUInt32() << 16).AsUInt16();
        Vector512<ushort> ones = Avx512BW.MultiplyHigh(twos, Vector512.Create((ushort)6554));
        rest = twos - Avx512BW.MultiplyLow(ones, Vector512.Create((ushort)10));
        return (ones | (rest << 8)).AsUInt64();
    }

    /// <summary>The zeros before the first other digit of each eight, which are not all 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Zeros(Vector512<ulong> digits) => (Vector512.Create(63UL) - Avx512CD.LeadingZeroCount(digits & (Vector512<ulong>.Zero - digits))) >>> 3;

    /// <summary>How many of each eight digits are left when zeros at the end are dropped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Count(Vector512<ulong> digits) => Vector512.Create(8UL) - (Avx512CD.LeadingZeroCount(digits) >>> 3);

    /// <summary>The product of the low halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Multiply(Vector512<ulong> left, Vector512<ulong> right) => Avx512F.Multiply(left.AsUInt32(), right.AsUInt32());

    /// <summary>The product of the low halves and a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Multiply(Vector512<ulong> left, uint right) => Multiply(left, Vector512.Create((ulong)right));
}
