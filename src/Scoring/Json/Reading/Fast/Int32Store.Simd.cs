using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Writes int32 elements.</summary>
internal readonly struct Int32Store : INumberStore
{
    public static int Size => sizeof(int);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite(ref byte target, ulong significand, int power, int length, uint negative)
    {
        if (power != 0 && !Int64Store.TryScale(ref significand, power)) return false;
        if (significand > int.MaxValue) return false;
        Unsafe.WriteUnaligned(ref target, negative == 0 ? (int)significand : -(int)significand);
        return true;
    }
}
