using System.Runtime.CompilerServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Texts in <see cref="Slots"/>.</summary>
internal readonly struct SlotLayout<TQuotes> : ITextLayout
    where TQuotes : struct, IQuotes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Begin(ref byte to)
    {
        if (TQuotes.Length > 0) to = (byte)'"';
        return ref Unsafe.Add(ref to, TQuotes.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte End(ref byte text, int length, scoped ref int left, int rowLength)
    {
        if (TQuotes.Length > 0) Unsafe.Add(ref text, length) = (byte)'"';
        return ref EndBare(ref Unsafe.Subtract(ref text, TQuotes.Length), length + (2 * TQuotes.Length), ref left, rowLength);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte EndBare(ref byte to, int length, scoped ref int left, int rowLength)
    {
        Unsafe.Add(ref to, Slots.LengthAt) = (byte)length;
        return ref Unsafe.Add(ref to, Slots.Size);
    }
}
