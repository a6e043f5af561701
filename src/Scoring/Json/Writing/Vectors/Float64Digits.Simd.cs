using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary64: digits found one by one, written with 128-bit vectors.</summary>
internal readonly struct Float64Digits : IDigitText<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(double value, ref byte to)
    {
        if (!ShortDecimal.TryFind(Math.Abs(value), out ulong units)) return Float64LongDigits.Write(value, ref to);
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int sign = (int)(bits >> 63);
        if (units == 0 && sign != 0) return 0;
        to = (byte)'-';
        Vector128<byte> digits = Digits128.Split(units);
        return ShortLayout.Write(Digits128.ToAscii(digits), Digits128.NonZero(digits), ref Unsafe.Add(ref to, sign)) + sign;
    }
}
