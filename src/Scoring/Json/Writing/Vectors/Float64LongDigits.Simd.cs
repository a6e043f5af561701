using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary64 with up to seventeen digits, without a look at whether it has few.</summary>
internal readonly struct Float64LongDigits : IDigitText<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(double value, ref byte to)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int sign = (int)(bits >> 63);
        to = (byte)'-';
        if (!ShortestDouble.TryFind(bits & (ulong.MaxValue >> 1), out ulong sixteen, out uint last, out int point) || !PointLayout.HasPlace(point)) return 0;
        Vector128<byte> digits = Digits128.Split(sixteen);
        int count = Digits128.Count(Digits128.NonZero(digits) | (((0 - last) >> 31) << 16));
        return PointLayout.WriteSeventeen(Digits128.ToAscii(digits), last, count, point, ref Unsafe.Add(ref to, sign)) + sign;
    }
}
