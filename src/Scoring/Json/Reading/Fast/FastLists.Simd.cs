using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Reads rows that are lists of one value per column, with at most one space behind each comma.</summary>
/// <remarks>Whatever is not like that, and the last row, is left to the general reader.</remarks>
internal static class FastLists
{
    private const int MostColumns = 64;

    /// <summary>Reads as many rows as it can; how many it has read. The text then stands at the next row.</summary>
    public static int Read<TDigits>(ref Frame frame, int row, int rows)
        where TDigits : struct, IDigits
    {
        int columns = frame.Schema.ColumnCount;
        if (columns > MostColumns) return 0;
        Span<FastCell> cells = stackalloc FastCell[MostColumns];
        for (int i = 0; i < columns; i++)
        {
            ColumnBuffer column = frame.Column(i);
            if (!FastCell.Supports(column)) return 0;
            cells[i] = new FastCell(column.Address, i, column.Type, 0, 0);
        }

        return Read<TDigits>(ref frame, cells[..columns], row, rows);
    }

    private static int Read<TDigits>(ref Frame frame, scoped ReadOnlySpan<FastCell> cells, int row, int rows)
        where TDigits : struct, IDigits
    {
        ref byte start = ref MemoryMarshal.GetReference(frame.Text.Bytes);
        int at = frame.Text.Position, last = frame.Text.Bytes.Length - FastText.Reach, read = 0, gap = FastText.GapBehindCommas(frame.Text.Bytes[at..]);
        var window = new DigitWindow<TDigits>();
        for (; read < rows && at <= last && Unsafe.Add(ref start, at) == (byte)'['; read++)
        {
            int next = at + 1;
            for (int i = 0; i < cells.Length; i++)
            {
                if (next > last) goto Done;
                int length = FastCells.Read(ref frame, ref start, next, ref window, cells[i], row + read);
                next += length;
                if (length == 0 || next > last) goto Done;
                if (i == cells.Length - 1) break;
                if (!FastText.IsComma(ref Unsafe.Add(ref start, next), gap)) goto Done;
                next += gap;
            }

            if (Unsafe.Add(ref start, next) != (byte)']' || !FastText.IsComma(ref Unsafe.Add(ref start, next + 1), gap)) break;
            at = next + 1 + gap;
        }

    Done:
        frame.Text.Position = at;
        return read;
    }
}
