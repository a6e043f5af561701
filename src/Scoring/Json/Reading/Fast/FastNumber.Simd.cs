using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Reads one number into one element.</summary>
internal static class FastNumber
{
    /// <param name="text">The first byte of the number.</param>
    /// <param name="others">Which bytes from there on are no digits.</param>
    /// <param name="target">The element.</param>
    /// <returns>Its length in bytes; 0 for a value that is left to the general reader.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read<TDigits, TStore>(ref byte text, ulong others, ref byte target)
        where TDigits : struct, IDigits
        where TStore : struct, INumberStore
    {
        uint sign = text == (byte)'-' ? 1u : 0u, negative = TDigits.FindsOthers ? (uint)others & 1 : sign;

        // From the bits, as the next number's place depends on it: the byte itself comes later, and is only compared.
        if (negative != sign) return 0;
        int length = TDigits.Read(ref Unsafe.Add(ref text, negative), others >> (int)negative, out ulong significand, out int power);
        if (length == 0 || !TStore.TryWrite(ref target, significand, power, length, negative)) return 0;
        return length + (int)negative;
    }
}
