using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary32: digits found one by one, written with 128-bit vectors.</summary>
internal readonly struct Float32Vector128 : IVectorText<float>
{
    private const int MaxText = 32;

    /// <summary>Puts the ninth digit first in the second eight.</summary>
    private const uint NinthToEight = 10_000_000;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ref byte Write<TLayout>(ReadOnlySpan<float> values, ref byte to, scoped ref int left, scoped in Separators separators, out int refused)
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
    public static int Write(float value, ref byte to)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint magnitude = bits & (uint.MaxValue >> 1);
        int sign = (int)(bits >> 31);
        to = (byte)'-';
        to = ref Unsafe.Add(ref to, sign);
        if (bits == 0)
        {
            to = (byte)'0';
            return 1;
        }

        if (!ShortestSingle.TryFind(magnitude, out uint nine, out int point) || (uint)(point - DecimalText.MinPoint) > DecimalText.MaxPoint - DecimalText.MinPoint) return 0;
        uint eight = nine / 10;
        Vector128<byte> digits = Digits128.Split(eight, (nine - (eight * 10)) * NinthToEight);
        return PointLayout.WriteNine(Digits128.ToAscii(digits), Digits128.Count(Digits128.NonZero(digits)), point, ref to) + sign;
    }

    /// <summary>Writes any value; see <see cref="Float64Vector128.WriteOdd"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int WriteOdd(float value, ref byte to, in Separators separators, out bool isBare)
    {
        bool isFinite = float.IsFinite(value);
        isBare = !isFinite && separators.NonFinite == NonFiniteHandling.Null;
        Span<byte> text = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, isBare ? 0 : separators.Quotes), MaxText);
        return isFinite ? Float32Text.Write(value, text) : NonFiniteText.Write(value, new ValueForm(0, separators.NonFinite), text);
    }
}
