using System.Numerics;
using System.Runtime.CompilerServices;

namespace Scoring.Json.Numbers;

/// <summary>Eight decimal digits in eight bytes, the first in the lowest, by arithmetic on all of them at once.</summary>
internal static class EightDigits
{
    /// <summary>The character <c>0</c> in each byte.</summary>
    public const ulong Zeros = 0x3030303030303030;

    /// <param name="value">Below 10^8.</param>
    /// <returns>The digits as numbers from 0 to 9.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Split(uint value)
    {
        uint high = value / 10_000;
        ulong fours = high | ((ulong)(value - (high * 10_000)) << 32);

        // 5243 / 2^19 and 103 / 2^10 divide by 100 and by 10, exactly in these ranges.
        ulong tens = ((fours * 5243) >> 19) & 0x0000007F_0000007F;
        ulong twos = tens | ((fours - (tens * 100)) << 16);
        tens = ((twos * 103) >> 10) & 0x000F_000F_000F_000F;
        return tens | ((twos - (tens * 10)) << 8);
    }

    /// <summary>How many are left when zeros at the end are dropped.</summary>
    public static int Count(ulong digits) => (64 - BitOperations.LeadingZeroCount(digits) + 7) >> 3;
}
