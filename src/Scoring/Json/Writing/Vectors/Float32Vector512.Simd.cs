using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary32, eight at a time.</summary>
/// <remarks>As <see cref="ShortestSingle"/>, which explains the names, in units of 2^−32. From 2^−16 up to below 2^27 those hold all of X and W, so nothing is close to a border without being on it.</remarks>
internal readonly unsafe struct Float32Vector512 : IVectorText<float>
{
    private const int FractionBits = 23;
    private const int Bias = 150;
    private const ulong Ten = 10UL << 32;

    /// <summary>The exponents, as they are stored, of the numbers that are written with vectors.</summary>
    private const int MinExponent = 111;
    private const int MaxExponent = 153;

    private const uint MinNineDigits = 100_000_000;

    /// <summary>The distance of two floats by their exponent, scaled by a power of ten into [1, 10), in units of 2^−60; 0 where that is not exact or not used. It does not move.</summary>
    private static readonly ulong[] s_steps = CreateSteps();

    private static readonly ulong* s_firstStep = (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(s_steps));

    [SkipLocalsInit]
    public static ref byte Write<TLayout>(ReadOnlySpan<float> values, ref byte to, scoped ref int left, scoped in Separators separators, out int refused)
        where TLayout : struct, ITextLayout
    {
        int rowLeft = left, i = 0;
        ref float first = ref MemoryMarshal.GetReference(values);
        Unsafe.SkipInit(out DigitBlock block);
        for (; i <= values.Length - DigitBlock.Count; i += DigitBlock.Count)
        {
            ref float value = ref Unsafe.Add(ref first, i);
            uint found = Find(Vector256.LoadUnsafe(ref value).AsUInt32(), ref block);
            for (int j = 0; j < DigitBlock.Count; j++, found >>= 1)
            {
                ref byte text = ref OpeningQuote.Write(ref to, separators);
                int length = (found & 1) != 0 ? Write(Unsafe.Add(ref value, j), ref block, j, ref text) : 0;
                if (length == 0)
                {
                    length = Float32Vector128.WriteOdd(Unsafe.Add(ref value, j), ref to, separators, out bool isBare);
                    if (length == 0)
                    {
                        refused = i + j;
                        return ref to;
                    }

                    if (isBare)
                    {
                        to = ref TLayout.EndBare(ref to, length, ref rowLeft, separators);
                        continue;
                    }
                }

                to = ref TLayout.End(ref text, length, ref rowLeft, separators);
            }
        }

        left = rowLeft;
        to = ref Float32Vector128.Write<TLayout>(values[i..], ref to, ref left, separators, out refused);
        if (refused >= 0) refused += i;
        return ref to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Write(float value, ref DigitBlock block, int index, ref byte to)
    {
        int sign = (int)(BitConverter.SingleToUInt32Bits(value) >> 31);
        to = (byte)'-';
        int count = Digits128.Count(DigitBlock.NonZero(ref block, index));
        return PointLayout.WriteNine(DigitBlock.Digits(ref block, index), count, DigitBlock.Point(ref block, index), ref Unsafe.Add(ref to, sign)) + sign;
    }

    /// <summary>Finds the digits.</summary>
    /// <returns>A bit for each value that they were found of.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Find(Vector256<uint> values, ref DigitBlock block)
    {
        Vector256<uint> magnitudes = values & Vector256.Create(uint.MaxValue >> 1);
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
        SetDigits(digits, exponents, ref block);

        Vector512<ulong> inRange = Vector512.LessThanOrEqual(exponents - Vector512.Create((ulong)MinExponent), Vector512.Create((ulong)(MaxExponent - MinExponent)));
        Vector512<ulong> isRegular = ~Vector512.Equals(fractions, Vector512<ulong>.Zero) | Vector512.Equals(rest, Vector512<ulong>.Zero);
        Vector512<ulong> isZero = Vector512.Equals(Avx512F.ConvertToVector512UInt64(values), Vector512<ulong>.Zero);
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
    private static void SetDigits(Vector512<ulong> digits, Vector512<ulong> exponents, ref DigitBlock block)
    {
        const uint LogOfTwo = 1262611;
        Vector512<long> tens = (Digits512.Multiply(exponents, LogOfTwo).AsInt64() - Vector512.Create((long)LogOfTwo * Bias)) >> 22;
        Vector512<ulong> points = (tens + Vector512.Create(9L)).AsUInt64();
        for (int i = 0; i < 2; i++)
        {
            Vector512<ulong> isShort = Vector512.LessThan(digits, Vector512.Create((ulong)MinNineDigits));
            digits = Vector512.ConditionalSelect(isShort, Digits512.Multiply(digits, 10), digits);
            points += isShort;
        }

        block.SetPoints(Vector512.ConditionalSelect(Vector512.Equals(exponents, Vector512<ulong>.Zero), Vector512<ulong>.One, points));
        Vector512<ulong> eight = DivideByTen(digits);
        block.Set(Digits512.Split(eight), digits - Digits512.Multiply(eight, 10));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> DivideByTen(Vector512<ulong> values) => Digits512.Multiply(values, 0xCCCCCCCD) >>> 35;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> StepsOf(Vector256<uint> exponents) => Vector512.Create(
        Avx2.GatherVector256(s_firstStep, exponents.GetLower().AsInt32(), sizeof(ulong)),
        Avx2.GatherVector256(s_firstStep, exponents.GetUpper().AsInt32(), sizeof(ulong)));

    private static ulong[] CreateSteps()
    {
        ulong[] steps = GC.AllocateArray<ulong>(256, pinned: true);
        for (int exponent = MinExponent; exponent <= MaxExponent; exponent++)
        {
            int two = exponent - Bias, ten = PowersOfTen.DecimalExponent(two);
            int shift = two + PowersOfTen.BinaryExponent(-ten) + 1;
            steps[exponent] = PowersOfTen.High(-ten) >> (4 - shift);
        }

        return steps;
    }
}
