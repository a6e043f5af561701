namespace Scoring.Json.Writing;

/// <summary>binary32: the shortest text that reads back to the same bits.</summary>
internal readonly struct Float32Text : INumberText<float>
{
    private const int FractionBits = 23;
    private const int Bias = 150;

    public static bool IsFinite(float value) => float.IsFinite(value);

    public static double ToDouble(float value) => value;

    public static int Write(float value, Span<byte> to)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint exponent = (bits >> FractionBits) & 0xFF;
        uint fraction = bits & ((1u << FractionBits) - 1);
        return BinaryText.Write(bits >> 31 != 0, fraction, (int)exponent, FractionBits, Bias, to);
    }
}
