using System.Numerics;
using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Finds where a number ends from the places of the bytes that are no digits.</summary>
internal static class NumberLength
{
    /// <summary>19 digits and the point.</summary>
    private const int MaxLength = 20;

    /// <param name="text">Its first byte.</param>
    /// <param name="others">A bit for each byte that is no digit, as far as the longest number reaches.</param>
    /// <param name="integers">Digits before the point, or all of them.</param>
    /// <returns>Digits and point; 0 for a number that is not usual.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find(ref byte text, ulong others, out int integers)
    {
        integers = BitOperations.TrailingZeroCount(others);
        int length = integers;

        // First, as what comes behind so many digits may lie behind the end of the text.
        if (integers >= MaxLength) return 0;
        if (Unsafe.Add(ref text, integers) == (byte)'.')
        {
            length = BitOperations.TrailingZeroCount(others & (others - 1));
            if (length == integers + 1 || length > MaxLength) return 0;
        }
        bool leadingZero = text == (byte)'0' && integers > 1;
        return integers == 0 || leadingZero ? 0 : length;
    }
}
