using System.Buffers.Text;
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
        int length;
        _ = T.IsNegative(value)
            ? Utf8Formatter.TryFormat(long.CreateTruncating(value), to, out length)
            : Utf8Formatter.TryFormat(ulong.CreateTruncating(value), to, out length);
        return length;
    }
}
