using System.Runtime.CompilerServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Texts in <see cref="Slots"/>.</summary>
internal readonly struct SlotLayout : ITextLayout
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte End(ref byte text, int length, scoped ref int left, scoped in Separators separators)
    {
        int quotes = separators.Quotes;
        Unsafe.Add(ref text, length) = (byte)'"';
        return ref EndBare(ref Unsafe.Subtract(ref text, quotes), length + (2 * quotes), ref left, separators);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte EndBare(ref byte text, int length, scoped ref int left, scoped in Separators separators)
    {
        Unsafe.Add(ref text, Slots.LengthAt) = (byte)length;
        return ref Unsafe.Add(ref text, Slots.Size);
    }
}
