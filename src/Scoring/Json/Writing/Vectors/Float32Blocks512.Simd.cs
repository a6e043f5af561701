using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary32, eight at a time.</summary>
/// <remarks>
/// The steps of <see cref="ShortestSingle"/>, which explains the names, in units of 2^−32: where there is a step those hold all of X and W, so nothing is close to a border without being on it. They are
/// written twice as .NET has no arithmetic that one method could do on a number and on a vector alike; a test holds one against the other.
/// </remarks>
internal readonly unsafe struct Float32Blocks512 : IDigitBlocks<float>
{
    private const int FractionBits = 23;
    private const int Bias = 150;
    private const ulong Ten = 10UL << 32;
    private const uint MinNineDigits = 100_000_000;

    private static readonly ulong* s_firstStep = (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(SingleSteps.Values));

    public static ref byte Layouts => ref PointLayout.Layouts;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Find(ref float values, scoped ref DigitBlock block)
    {
        Vector256<uint> signed = Vector256.LoadUnsafe(ref values).AsUInt32();
        Vector256<uint> magnitudes = signed & Vector256.Create(uint.MaxValue >> 1);
        Vector512<ulong> bits = Avx512F.ConvertToVector512UInt64(magnitudes);
        Vector512<ulong> exponents = bits >>> FractionBits;
        Vector512<ulong> fractions = bits & Vector512.Create((1UL << FractionBits) - 1);
        Vector512<ulong> steps = StepsOf(magnitudes >>> FractionBits);

        // The product with all bits of the step, in units of 2^-32.
        Vector512<ulong> significands = (fractions | Vector512.Create(1UL << FractionBits)) << 4;
        Vector512<ulong> x = Digits512.Multiply(significands, steps >>> 32) + (Digits512.Multiply(significands, steps) >>> 32);
        Vector512<ulong> whole = x >>> 32;
        Vector512<ulong> tens = DivideByTen(whole);
        Vector512<ulong> rest = x - (Digits512.Multiply(tens, 10) << 32);
        Vector512<ulong> digits = Round(x, whole, tens, rest, steps >>> 29, bits & Vector512<ulong>.One);
        Set(digits, exponents, Avx512F.ConvertToVector512UInt64(signed >>> 31), ref block);

        Vector512<ulong> inRange = ~Vector512.Equals(steps, Vector512<ulong>.Zero);
        Vector512<ulong> isRegular = ~Vector512.Equals(fractions, Vector512<ulong>.Zero) | Vector512.Equals(rest, Vector512<ulong>.Zero);
        Vector512<ulong> isZero = Vector512.Equals(Avx512F.ConvertToVector512UInt64(signed), Vector512<ulong>.Zero);
        return (uint)((inRange & isRegular) | isZero).ExtractMostSignificantBits();
    }

    /// <summary>The multiple of ten within reach, where there is one; else the nearest whole number, of two the even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Round(Vector512<ulong> x, Vector512<ulong> whole, Vector512<ulong> tens, Vector512<ulong> rest, Vector512<ulong> half, Vector512<ulong> open)
    {
        Vector512<ulong> isUp = Vector512.GreaterThanOrEqual(rest + half, Vector512.Create(Ten) + open);
        Vector512<ulong> isDown = Vector512.LessThanOrEqual(rest + open, half);
        Vector512<ulong> nearest = (x + Vector512.Create((1UL << 31) - 1) + (whole & Vector512<ulong>.One)) >>> 32;
        return Vector512.ConditionalSelect(isUp | isDown, Digits512.Multiply(tens - isUp, 10), nearest);
    }

    /// <summary>Makes them nine digits and puts them into the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(Vector512<ulong> digits, Vector512<ulong> exponents, Vector512<ulong> signs, scoped ref DigitBlock block)
    {
        const uint LogOfTwo = 1262611;
        Vector512<long> tens = (Digits512.Multiply(exponents, LogOfTwo).AsInt64() - Vector512.Create((long)LogOfTwo * Bias)) >> 22;
        Vector512<long> points = tens + Vector512.Create(9L);
        for (int i = 0; i < 2; i++)
        {
            Vector512<ulong> isShort = Vector512.LessThan(digits, Vector512.Create((ulong)MinNineDigits));
            digits = Vector512.ConditionalSelect(isShort, Digits512.Multiply(digits, 10), digits);
            points += isShort.AsInt64();
        }

        points = Vector512.ConditionalSelect(Vector512.Equals(exponents, Vector512<ulong>.Zero).AsInt64(), Vector512<long>.One, points);
        Vector512<ulong> eight = DivideByTen(digits), ninth = digits - Digits512.Multiply(eight, 10);
        Vector512<ulong> split = Digits512.Split(eight);
        Vector512<ulong> counts = Vector512.ConditionalSelect(Vector512.Equals(ninth, Vector512<ulong>.Zero), Digits512.Count(split), Vector512.Create(9UL));
        block.SetDigits(split, ninth);
        block.SetLayouts(PointLayout.RowsOf(points), PointLayout.Lengths(counts.AsInt64(), points), signs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> DivideByTen(Vector512<ulong> values) => Digits512.Multiply(values, 0xCCCCCCCD) >>> 35;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> StepsOf(Vector256<uint> exponents) => Vector512.Create(
        Avx2.GatherVector256(s_firstStep, exponents.GetLower().AsInt32(), sizeof(ulong)),
        Avx2.GatherVector256(s_firstStep, exponents.GetUpper().AsInt32(), sizeof(ulong)));
}
