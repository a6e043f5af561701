namespace Scoring.Json.Numbers;

/// <summary>The distance of two floats by their exponent, scaled by a power of ten into [1, 10), where 60 bits behind the point are all of it.</summary>
internal static class SingleSteps
{
    /// <summary>The exponents, as floats store them, that have a step: from 2^−16 up to below 2^27.</summary>
    public const int MinExponent = 111;

    /// <inheritdoc cref="MinExponent"/>
    public const int MaxExponent = 153;

    /// <summary>In units of 2^−60, by the exponent as floats store it; 0 where there is none. It does not move, so that vector code may keep its address.</summary>
    public static readonly ulong[] Values = Create();

    private const int Count = 256;
    private const int Bias = 150;

    private static ulong[] Create()
    {
        ulong[] steps = GC.AllocateArray<ulong>(Count, pinned: true);
        for (int exponent = MinExponent; exponent <= MaxExponent; exponent++)
        {
            int two = exponent - Bias, ten = PowersOfTen.DecimalExponent(two);
            int shift = two + PowersOfTen.BinaryExponent(-ten) + 1;
            steps[exponent] = PowersOfTen.High(-ten) >> (4 - shift);
        }

        return steps;
    }
}
