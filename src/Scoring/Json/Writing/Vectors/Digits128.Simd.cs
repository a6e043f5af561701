using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Decimal digits in 128-bit vectors, the first in the lowest byte.</summary>
internal static class Digits128
{
    private const uint Four = 10_000;

    /// <summary>Sixteen digits as numbers from 0 to 9.</summary>
    /// <param name="high">The first eight, below 10^8.</param>
    /// <param name="low">The last eight, below 10^8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Split(uint high, uint low)
    {
        uint highFour = high / Four, lowFour = low / Four;
        ulong first = highFour | ((ulong)(high - (highFour * Four)) << 32);
        ulong second = lowFour | ((ulong)(low - (lowFour * Four)) << 32);

        // As EightDigits does, which says why this is exact.
        Vector128<uint> fours = Vector128.Create(first, second).AsUInt32();
        Vector128<uint> tens = (fours * Vector128.Create(5243u)) >>> 19;
        Vector128<ushort> twos = (tens | ((fours - (tens * Vector128.Create(100u))) << 16)).AsUInt16();
        Vector128<ushort> ones = (twos * Vector128.Create((ushort)103)) >>> 10;
        return (ones | ((twos - (ones * Vector128.Create((ushort)10))) << 8)).AsByte();
    }

    /// <inheritdoc cref="Split(uint, uint)"/>
    /// <param name="value">Below 10^16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Split(ulong value)
    {
        uint high = (uint)(value / 100_000_000);
        return Split(high, (uint)(value - (high * 100_000_000UL)));
    }

    /// <summary>A bit for each digit that is not 0, the first digit's the lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NonZero(Vector128<byte> digits) => ~Vector128.Equals(digits, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ToAscii(Vector128<byte> digits) => digits | Vector128.Create((byte)'0');

    /// <summary>How many digits are left when zeros at the end are dropped.</summary>
    /// <param name="nonZero">See <see cref="NonZero"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(uint nonZero) => 32 - BitOperations.LeadingZeroCount(nonZero);
}
