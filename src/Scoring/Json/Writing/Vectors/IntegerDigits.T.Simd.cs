using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Integers of every size, written with 128-bit vectors.</summary>
internal readonly struct IntegerDigits<T> : IDigitText<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private const int MaxText = 32;
    private const int Width = 16;
    private const ulong Limit = 10_000_000_000_000_000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(T value, ref byte to)
    {
        ulong magnitude = ulong.CreateTruncating(value);
        int sign = T.IsNegative(value) ? 1 : 0;
        if (sign != 0) magnitude = 0 - magnitude;
        to = (byte)'-';
        to = ref Unsafe.Add(ref to, sign);
        if (magnitude < 10)
        {
            to = (byte)('0' + magnitude);
            return 1 + sign;
        }

        return magnitude < Limit ? WriteSixteen(magnitude, ref to) + sign : WriteTwenty(magnitude, ref to) + sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteSixteen(ulong value, ref byte to)
    {
        Vector128<byte> digits = Digits128.Split(value);
        int dropped = BitOperations.TrailingZeroCount(Digits128.NonZero(digits));
        Vector128<byte> first = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector128.Create((byte)dropped);
        Vector128.ShuffleNative(Digits128.ToAscii(digits), first & Vector128.Create((byte)(Width - 1))).StoreUnsafe(ref to);
        return Width - dropped;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteTwenty(ulong value, ref byte to)
    {
        _ = Utf8Formatter.TryFormat(value, MemoryMarshal.CreateSpan(ref to, MaxText), out int length);
        return length;
    }
}
