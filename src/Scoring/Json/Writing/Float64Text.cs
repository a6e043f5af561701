using Scoring.Json.Numbers;

namespace Scoring.Json.Writing;

/// <summary>binary64: the shortest text that reads back to the same bits.</summary>
internal readonly struct Float64Text : INumberText<double>
{
    private const int FractionBits = 52;
    private const int Bias = 1075;

    public static bool IsFinite(double value) => double.IsFinite(value);

    public static double ToDouble(double value) => value;

    public static int Write(double value, Span<byte> to)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        ulong magnitude = bits & (ulong.MaxValue >> 1);
        bool isNegative = bits != magnitude;
        if (ShortDecimal.TryFind(BitConverter.UInt64BitsToDouble(magnitude), out ulong units) && (units != 0 || !isNegative))
        {
            to[0] = (byte)'-';
            int sign = isNegative ? 1 : 0;
            return DecimalText.WriteShort(units, to[sign..]) + sign;
        }

        if (ShortestDouble.TryFind(magnitude, out ulong digits, out uint last, out int point)) return BinaryText.WriteSigned(isNegative, digits, last, point, to);
        return WriteSlowly(value, to);
    }

    /// <summary>Writes any finite number by the slow way.</summary>
    public static int WriteSlowly(double value, Span<byte> to)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        return BinaryText.Write(bits >> 63 != 0, bits & ((1UL << FractionBits) - 1), (int)(bits >> FractionBits) & 0x7FF, FractionBits, Bias, to);
    }
}
