using System.Numerics;

namespace Scoring.Json.Writing;

/// <summary>Integers of every size, each digit of them.</summary>
internal readonly struct IntegerText<T> : INumberText<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static bool IsFinite(T value) => true;

    public static double ToDouble(T value) => double.CreateTruncating(value);

    public static int Write(T value, Span<byte> to)
    {
        ulong magnitude = ulong.CreateTruncating(value);
        if (!T.IsNegative(value)) return DecimalText.WriteWhole(magnitude, to);
        to[0] = (byte)'-';
        return DecimalText.WriteWhole(0 - magnitude, to[1..]) + 1;
    }
}
