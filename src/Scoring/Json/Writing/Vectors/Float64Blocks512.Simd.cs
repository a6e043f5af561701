using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary64: whole numbers of ten-thousandths, eight at a time.</summary>
internal readonly struct Float64Blocks512 : IDigitBlocks<double>
{
    private const double Half = 100_000_000;
    private const ulong ExponentBits = 0x7FF0_0000_0000_0000;

    /// <summary>Half of the last place of 1, times 10^4.</summary>
    private const double HalfPlace = ShortDecimal.Scale / 2 / (1L << 52);

    public static ref byte Layouts => ref ShortLayout.Layouts;

    /// <summary>As <see cref="ShortDecimal.TryFind"/>, but without a division: n / 10^4 rounds to v where the exact |v · 10^4 − n| is below half the last place of v, times 10^4.</summary>
    /// <remarks>Below a power of two the places are half as wide, but no such number is that close to a whole number of ten-thousandths without being one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Find(ref double values, scoped ref DigitBlock block)
    {
        Vector512<double> signed = Vector512.LoadUnsafe(ref values);
        Vector512<double> magnitudes = Vector512.Abs(signed);
        Vector512<double> units = Avx512F.RoundScale(magnitudes * ShortDecimal.Scale, 0);
        Vector512<double> error = Vector512.Abs(Avx512F.FusedMultiplySubtract(magnitudes, Vector512.Create(ShortDecimal.Scale), units));
        Vector512<double> powers = (signed.AsUInt64() & Vector512.Create(ExponentBits)).AsDouble();
        Vector512<double> areShort = Vector512.LessThanOrEqual(error, powers * HalfPlace) & Vector512.LessThan(units, Vector512.Create((double)ShortDecimal.Limit));
        uint signs = (uint)signed.ExtractMostSignificantBits();
        uint zeros = (uint)Vector512.Equals(magnitudes, Vector512<double>.Zero).ExtractMostSignificantBits();
        uint found = (uint)areShort.ExtractMostSignificantBits() & ~(zeros & signs);
        if (found == 0) return 0;
        SplitUnits(units, out Vector512<ulong> first, out Vector512<ulong> last);
        block.SetDigits(first, last);
        block.SetLayouts(ShortLayout.Find(first, last, out Vector512<ulong> lengths), lengths, signed.AsUInt64() >>> 63);
        return found;
    }

    /// <summary>The digits of whole numbers below 10^16. Most are below 10^8, and then the first eight are zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SplitUnits(Vector512<double> units, out Vector512<ulong> first, out Vector512<ulong> last)
    {
        if (Vector512.LessThanAll(units, Vector512.Create(Half)))
        {
            first = Vector512<ulong>.Zero;
            last = Digits512.Split(Avx512DQ.ConvertToVector512UInt64(units));
            return;
        }

        // Half a unit keeps the quotient off whole numbers, where rounding could lead astray.
        Vector512<double> high = Avx512F.RoundScale((units + Vector512.Create(.5)) * (1 / Half), 3);
        first = Digits512.Split(Avx512DQ.ConvertToVector512UInt64(high));
        last = Digits512.Split(Avx512DQ.ConvertToVector512UInt64(units - (high * Half)));
    }
}
