using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Writes float32 elements.</summary>
internal readonly struct Float32Store : INumberStore
{
    public static int Size => sizeof(float);

    /// <remarks>
    /// Rounding a short number twice is rounding it once: w / 10^k with w below 10^8 and k up to 8 is either half-way between two float32 or at least 2^-52 of its value away from there
    /// (the two differ by 1 / (10^k · 2^25) at least), more than the division's error of 2^-53.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite(ref byte target, ulong significand, int power, int length, uint negative)
    {
        uint bits = length <= FastText.ShortLength
            ? BitConverter.SingleToUInt32Bits((float)Float64Store.Divide(significand, power))
            : (uint)DecimalToBinary.Round<Binary32>(significand, power);
        Unsafe.WriteUnaligned(ref target, bits | (negative << 31));
        return true;
    }
}
