using System.Runtime.CompilerServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Texts one after the other, each with what separates it from the next.</summary>
internal readonly struct ListLayout<TQuotes> : ITextLayout
    where TQuotes : struct, IQuotes
{
    private const uint Comma = ',';
    private const int CommaLength = 1;
    private const uint NewRow = ']' | (',' << 8) | ('[' << 16);
    private const int NewRowLength = 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Begin(ref byte to)
    {
        if (TQuotes.Length > 0) to = (byte)'"';
        return ref Unsafe.Add(ref to, TQuotes.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte End(ref byte text, int length, scoped ref int left, int rowLength)
    {
        ref byte end = ref Unsafe.Add(ref text, length);
        if (TQuotes.Length > 0) end = (byte)'"';
        return ref EndBare(ref end, TQuotes.Length, ref left, rowLength);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte EndBare(ref byte to, int length, scoped ref int left, int rowLength)
    {
        ref byte end = ref Unsafe.Add(ref to, length);
        if (--left != 0)
        {
            end = (byte)Comma;
            return ref Unsafe.Add(ref end, CommaLength);
        }

        left = rowLength;
        Unsafe.WriteUnaligned(ref end, NewRow);
        return ref Unsafe.Add(ref end, NewRowLength);
    }

    /// <summary>Bytes of the separator behind the last value, which are to be taken back.</summary>
    /// <param name="left">Values that the last row lacks, all of them where the last ended a row.</param>
    /// <param name="rowLength">Values in a row.</param>
    public static int Trailing(int left, int rowLength) => left == rowLength ? NewRowLength : CommaLength;
}
