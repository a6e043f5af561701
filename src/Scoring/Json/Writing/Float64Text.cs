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
        ulong exponent = (bits >> FractionBits) & 0x7FF;
        ulong fraction = bits & ((1UL << FractionBits) - 1);
        return BinaryText.Write(bits >> 63 != 0, fraction, (int)exponent, FractionBits, Bias, to);
    }
}
