using System.Runtime.CompilerServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Texts one after the other, each with what separates it from the next.</summary>
internal readonly struct ListLayout : ITextLayout
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte End(ref byte text, int length, scoped ref int left, scoped in Separators separators)
    {
        ref byte end = ref Unsafe.Add(ref text, length);
        if (--left != 0)
        {
            Unsafe.WriteUnaligned(ref end, separators.Value);
            return ref Unsafe.Add(ref end, separators.ValueLength);
        }

        left = separators.ValuesPerRow;
        Unsafe.WriteUnaligned(ref end, separators.Row);
        return ref Unsafe.Add(ref end, separators.RowLength);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte EndBare(ref byte text, int length, scoped ref int left, scoped in Separators separators)
    {
        int quotes = separators.Quotes;
        ref byte end = ref Unsafe.Add(ref text, length);
        bool endsRow = --left == 0;
        if (endsRow) left = separators.ValuesPerRow;
        Unsafe.WriteUnaligned(ref end, (endsRow ? separators.Row : separators.Value) >> (8 * quotes));
        return ref Unsafe.Add(ref end, (endsRow ? separators.RowLength : separators.ValueLength) - quotes);
    }
}
