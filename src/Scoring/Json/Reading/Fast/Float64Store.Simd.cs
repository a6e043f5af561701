using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Writes float64 elements.</summary>
internal readonly struct Float64Store : INumberStore
{
    public static int Size => sizeof(double);

    private static ReadOnlySpan<double> Powers => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite(ref byte target, ulong significand, int power, int length, uint negative)
    {
        ulong bits = length <= FastText.ShortLength ? BitConverter.DoubleToUInt64Bits(Divide(significand, power)) : DecimalToBinary.Round<Binary64>(significand, power);
        Unsafe.WriteUnaligned(ref target, bits | ((ulong)negative << 63));
        return true;
    }

    /// <summary>Below 10^8 and a power of ten up to 8 are exact, and so IEEE's division rounds as the decimal number does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Divide(ulong significand, int power) => (long)significand / Powers[-power];
}
