namespace Scoring.Json.Writing;

/// <summary>binary16: the shortest text that reads back to the same bits.</summary>
internal readonly struct Float16Text : INumberText<Half>
{
    private const int FractionBits = 10;
    private const int Bias = 25;

    public static bool IsFinite(Half value) => Half.IsFinite(value);

    public static double ToDouble(Half value) => (double)value;

    public static int Write(Half value, Span<byte> to)
    {
        uint bits = BitConverter.HalfToUInt16Bits(value);
        uint exponent = (bits >> FractionBits) & 0x1F;
        uint fraction = bits & ((1u << FractionBits) - 1);
        return BinaryText.Write(bits >> 15 != 0, fraction, (int)exponent, FractionBits, Bias, to);
    }
}
