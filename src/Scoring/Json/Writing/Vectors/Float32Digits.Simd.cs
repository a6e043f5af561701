using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary32: digits found one by one, written with 128-bit vectors.</summary>
internal readonly struct Float32Digits : IDigitText<float>
{
    /// <summary>Puts the ninth digit first in the second eight.</summary>
    private const uint NinthToEight = 10_000_000;

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

        if (!ShortestSingle.TryFind(magnitude, out uint nine, out int point) || !PointLayout.HasPlace(point)) return 0;
        Vector128<byte> digits = Split(nine);
        return PointLayout.WriteNine(Digits128.ToAscii(digits), Digits128.Count(Digits128.NonZero(digits)), point, ref to) + sign;
    }

    /// <summary>Nine digits as numbers from 0 to 9, and seven zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Split(uint nine)
    {
        uint eight = nine / 10;
        return Digits128.Split(eight, (nine - (eight * 10)) * NinthToEight);
    }
}
