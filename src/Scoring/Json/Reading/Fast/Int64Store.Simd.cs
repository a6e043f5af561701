using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Writes int64 elements.</summary>
internal readonly struct Int64Store : INumberStore
{
    public static int Size => sizeof(long);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite(ref byte target, ulong significand, int power, int length, uint negative)
    {
        if (power != 0 && !TryScale(ref significand, power)) return false;
        if (significand > long.MaxValue) return false;
        Unsafe.WriteUnaligned(ref target, negative == 0 ? (long)significand : -(long)significand);
        return true;
    }

    /// <summary>Takes zeros behind the integer away, if nothing else stands there.</summary>
    public static bool TryScale(ref ulong significand, int power)
    {
        ulong quotient = significand, divisor = 10;
        for (int i = power; i < 0; i++)
        {
            (ulong tenth, ulong digit) = Math.DivRem(quotient, divisor);
            if (digit != 0) return false;
            quotient = tenth;
        }

        significand = quotient;
        return true;
    }
}
