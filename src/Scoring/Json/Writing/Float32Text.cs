using Scoring.Json.Numbers;

namespace Scoring.Json.Writing;

/// <summary>binary32: the shortest text that reads back to the same bits.</summary>
internal readonly struct Float32Text : INumberText<float>
{
    private const int FractionBits = 23;
    private const int Bias = 150;

    private const int MaxWhole = 1 << (FractionBits + 1);

    /// <summary>From nine digits to sixteen.</summary>
    private const ulong Sixteen = 10_000_000;

    public static bool IsFinite(float value) => float.IsFinite(value);

    public static double ToDouble(float value) => value;

    public static int Write(float value, Span<byte> to)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint magnitude = bits & (uint.MaxValue >> 1);
        if (IsWhole(value, out int whole)) return WriteWhole(whole, to);
        if (ShortestSingle.TryFind(magnitude, out uint digits, out int point)) return BinaryText.WriteSigned(bits != magnitude, digits * Sixteen, 0, point, to);
        return WriteSlowly(value, to);
    }

    /// <summary>Whether a value is a whole number that has no neighbour less than 1 away, so that its digits are the shortest.</summary>
    private static bool IsWhole(float value, out int whole)
    {
        whole = float.ConvertToIntegerNative<int>(value);
        return whole == value && whole != 0 && Math.Abs((long)whole) <= MaxWhole;
    }

    private static int WriteWhole(int value, Span<byte> to)
    {
        to[0] = (byte)'-';
        int sign = value < 0 ? 1 : 0;
        return DecimalText.WriteWhole((uint)Math.Abs(value), to[sign..]) + sign;
    }

    /// <summary>Writes any finite number by the slow way.</summary>
    public static int WriteSlowly(float value, Span<byte> to)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return BinaryText.Write(bits >> 31 != 0, bits & ((1u << FractionBits) - 1), (int)(bits >> FractionBits) & 0xFF, FractionBits, Bias, to);
    }
}
