using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary64: digits found one by one, written with 128-bit vectors.</summary>
internal readonly struct Float64Vector128 : IVectorText<double>
{
    private const int MaxText = 32;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ref byte Write<TLayout>(ReadOnlySpan<double> values, ref byte to, scoped ref int left, scoped in Separators separators, out int refused)
        where TLayout : struct, ITextLayout
    {
        int rowLeft = left;
        for (int i = 0; i < values.Length; i++)
        {
            ref byte text = ref OpeningQuote.Write(ref to, separators);
            int length = Write(values[i], ref text);
            if (length == 0)
            {
                length = WriteOdd(values[i], ref to, separators, out bool isBare);
                if (length == 0)
                {
                    refused = i;
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

        left = rowLeft;
        refused = -1;
        return ref to;
    }

    /// <summary>Writes a value, as most are.</summary>
    /// <returns>The length of the text, 0 when it needs <see cref="WriteOdd"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(double value, ref byte to)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        ulong magnitude = bits & (ulong.MaxValue >> 1);
        int sign = (int)(bits >> 63);
        to = (byte)'-';
        to = ref Unsafe.Add(ref to, sign);
        if (ShortDecimal.TryFind(BitConverter.UInt64BitsToDouble(magnitude), out ulong units))
        {
            if (magnitude == 0 && sign != 0) return 0;
            Vector128<byte> digits = Digits128.Split(units);
            return ShortLayout.Write(Digits128.ToAscii(digits), Digits128.NonZero(digits), ref to) + sign;
        }

        return WriteLong(magnitude, ref to, sign);
    }

    /// <summary>Writes up to seventeen digits.</summary>
    /// <param name="magnitude">The bits of the value without its sign.</param>
    /// <param name="to">Behind the sign.</param>
    /// <param name="sign">The length of the sign.</param>
    /// <returns>The length of the text with its sign, 0 when it needs <see cref="WriteOdd"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteLong(ulong magnitude, ref byte to, int sign)
    {
        if (!ShortestDouble.TryFind(magnitude, out ulong sixteen, out uint last, out int point) || (uint)(point - DecimalText.MinPoint) > DecimalText.MaxPoint - DecimalText.MinPoint) return 0;
        Vector128<byte> digits = Digits128.Split(sixteen);
        int count = Digits128.Count(Digits128.NonZero(digits) | (((0 - last) >> 31) << 16));
        return PointLayout.WriteSeventeen(Digits128.ToAscii(digits), last, count, point, ref to) + sign;
    }

    /// <summary>Writes any value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="to">Where the opening quotation mark stands, if there is one.</param>
    /// <param name="separators">How it is written.</param>
    /// <param name="isBare">Whether the text has no quotation marks around it.</param>
    /// <returns>The length of the text, 0 when the value is refused.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int WriteOdd(double value, ref byte to, in Separators separators, out bool isBare)
    {
        bool isFinite = double.IsFinite(value);
        isBare = !isFinite && separators.NonFinite == NonFiniteHandling.Null;
        Span<byte> text = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, isBare ? 0 : separators.Quotes), MaxText);
        return isFinite ? Float64Text.Write(value, text) : NonFiniteText.Write(value, new ValueForm(0, separators.NonFinite), text);
    }
}
