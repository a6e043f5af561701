using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary64, eight at a time: whole numbers of ten-thousandths in vectors, others one by one.</summary>
internal readonly struct Float64Vector512 : IVectorText<double>
{
    private const double Half = 100_000_000;
    private const ulong ExponentBits = 0x7FF0_0000_0000_0000;

    /// <summary>Half of the last place of 1, times 10^4.</summary>
    private const double HalfPlace = ShortDecimal.Scale / 2 / (1L << 52);

    [SkipLocalsInit]
    public static ref byte Write<TLayout>(ReadOnlySpan<double> values, ref byte to, scoped ref int left, scoped in Separators separators, out int refused)
        where TLayout : struct, ITextLayout
    {
        int rowLeft = left, i = 0;
        ref double first = ref MemoryMarshal.GetReference(values);
        Unsafe.SkipInit(out DigitBlock block);
        for (; i <= values.Length - DigitBlock.Count; i += DigitBlock.Count)
        {
            ref double value = ref Unsafe.Add(ref first, i);
            uint found = FindShort(Vector512.LoadUnsafe(ref value), ref block);
            for (int j = 0; j < DigitBlock.Count; j++, found >>= 1)
            {
                ref byte text = ref OpeningQuote.Write(ref to, separators);
                int length = (found & 1) != 0
                    ? WriteShort(Unsafe.Add(ref value, j), ref block, j, ref text)
                    : WriteLong(Unsafe.Add(ref value, j), ref text);
                if (length == 0)
                {
                    length = Float64Vector128.WriteOdd(Unsafe.Add(ref value, j), ref to, separators, out bool isBare);
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
        to = ref Float64Vector128.Write<TLayout>(values[i..], ref to, ref left, separators, out refused);
        if (refused >= 0) refused += i;
        return ref to;
    }

    /// <summary>As <see cref="ShortDecimal.TryFind"/>, but without a division: n / 10^4 rounds to v where the exact |v · 10^4 − n| is below half the last place of v, times 10^4.</summary>
    /// <remarks>Below a power of two the places are half as wide, but no such number is that close to a whole number of ten-thousandths without being one.</remarks>
    /// <returns>A bit for each that is short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FindShort(Vector512<double> values, ref DigitBlock block)
    {
        Vector512<double> magnitudes = Vector512.Abs(values);
        Vector512<double> units = Avx512F.RoundScale(magnitudes * ShortDecimal.Scale, 0);
        Vector512<double> error = Vector512.Abs(Avx512F.FusedMultiplySubtract(magnitudes, Vector512.Create(ShortDecimal.Scale), units));
        Vector512<double> powers = (values.AsUInt64() & Vector512.Create(ExponentBits)).AsDouble();
        Vector512<double> areShort = Vector512.LessThanOrEqual(error, powers * HalfPlace) & Vector512.LessThan(units, Vector512.Create((double)ShortDecimal.Limit));
        areShort &= ~Vector512.Equals(values.AsUInt64(), Vector512.Create(1UL << 63)).AsDouble();
        uint shorts = (uint)areShort.ExtractMostSignificantBits();
        if (shorts == 0) return 0;

        // Half a unit keeps the quotient off whole numbers, where rounding could lead astray.
        Vector512<double> high = Avx512F.RoundScale((units + Vector512.Create(.5)) * (1 / Half), 3);
        Vector512<double> low = units - (high * Half);
        block.Set(Digits512.Split(Avx512DQ.ConvertToVector512UInt64(high)), Digits512.Split(Avx512DQ.ConvertToVector512UInt64(low)));
        return shorts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteShort(double value, ref DigitBlock block, int index, ref byte to)
    {
        int sign = (int)(BitConverter.DoubleToUInt64Bits(value) >> 63);
        to = (byte)'-';
        return ShortLayout.Write(DigitBlock.Digits(ref block, index), DigitBlock.NonZero(ref block, index), ref Unsafe.Add(ref to, sign)) + sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteLong(double value, ref byte to)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int sign = (int)(bits >> 63);
        to = (byte)'-';
        return Float64Vector128.WriteLong(bits & (ulong.MaxValue >> 1), ref Unsafe.Add(ref to, sign), sign);
    }
}
