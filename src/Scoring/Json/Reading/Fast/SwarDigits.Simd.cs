using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Digits eight at a time in a 64-bit integer, on any machine.</summary>
/// <remarks>The three multiplications are from D. Lemire, "Number Parsing at a Gigabyte per Second" (2021), section 3.</remarks>
internal readonly struct SwarDigits : IDigits
{
    private const int MaxDigits = 19;

    public static bool IsSupported => true;

    public static bool FindsOthers => false;

    /// <summary>Without vectors it is cheaper to look at each number's own bytes.</summary>
    public static ulong FindOthers(ref byte text) => 0;

    /// <inheritdoc/>
    public static int Read(ref byte text, ulong others, out ulong significand, out int power)
    {
        significand = 0;
        power = 0;
        int integers = ReadRun(ref text, ref significand);
        bool leadingZero = text == (byte)'0' && integers > 1;
        if (integers == 0 || leadingZero || integers > MaxDigits) return 0;
        if (Unsafe.Add(ref text, integers) != (byte)'.') return integers;
        int places = ReadRun(ref Unsafe.Add(ref text, integers + 1), ref significand);
        if (places == 0 || integers + places > MaxDigits) return 0;
        power = -places;
        return integers + 1 + places;
    }

    /// <summary>The value of up to eight digits of which one byte may be a point.</summary>
    /// <param name="text">Eight bytes, the first in the lowest place.</param>
    /// <param name="integers">Digits before the point, or all of them.</param>
    /// <param name="length">Digits and point, 1 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadShort(ulong text, int integers, int length)
    {
        ulong digits = text ^ 0x3030303030303030;
        if (length != integers)
        {
            ulong whole = (1UL << (8 * integers)) - 1;
            digits = (digits & whole) | ((digits >> 8) & ~whole);
            length--;
        }

        return Value(digits << (64 - (8 * length)));
    }

    /// <summary>Eight bytes in the order of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(ref byte text)
    {
        ulong value = Unsafe.ReadUnaligned<ulong>(ref text);
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    /// <summary>Adds a run of digits to a significand; its length. A run too long for the significand is seen by its length.</summary>
    private static int ReadRun(ref byte text, ref ulong significand)
    {
        int length = 0;
        while (true)
        {
            ulong digits = Load(ref Unsafe.Add(ref text, length)) ^ 0x3030303030303030;

            // A byte that is no digit has a bit in its upper half, or gets one by adding 6.
            ulong others = (digits | (digits + 0x0606060606060606)) & 0xF0F0F0F0F0F0F0F0;
            int count = BitOperations.TrailingZeroCount(others) / 8;
            if (count > 0) significand = (significand * PowerOfTen(count)) + Value(digits << (64 - (8 * count)));
            length += count;
            if (count < 8 || length > MaxDigits) return length;
        }
    }

    private static ulong PowerOfTen(int exponent) => s_powers[exponent];

    private static ReadOnlySpan<ulong> s_powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>The value of eight digits, the first in the lowest byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(ulong digits)
    {
        digits = ((digits * 10) + (digits >> 8)) & 0x00FF00FF00FF00FF;
        digits = ((digits * 100) + (digits >> 16)) & 0x0000FFFF0000FFFF;
        return ((digits * 10_000) + (digits >> 32)) & 0xFFFFFFFF;
    }
}
