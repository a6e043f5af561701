using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Reads records that are written as the one before them was.</summary>
/// <remarks>Whatever is not like that, and the last records, is left to the general reader, which learns anew.</remarks>
internal static class FastRecords
{
    /// <summary>Values of a record whose bookkeeping fits the stack.</summary>
    public const int MostParts = 64;

    /// <summary>Reads as many rows as it can; how many it has read. The text stands behind a record, before and after.</summary>
    public static int Read<TDigits>(ref Frame frame, int row, int rows)
        where TDigits : struct, IDigits
    {
        ReadOnlySpan<RecordPart> parts = frame.Template.Parts;
        if (parts.IsEmpty) return 0;
        Span<FastCell> cells = stackalloc FastCell[MostParts];
        int longest = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            RecordPart part = parts[i];
            longest = Math.Max(longest, part.Length);
            ColumnBuffer? column = part.Column < 0 ? null : frame.Column(part.Column);
            if (column is not null && !FastCell.Supports(column)) return 0;
            cells[i] = new FastCell(column?.Address ?? 0, part.Column, column?.Type ?? default, part.Start, part.Length);
        }

        return Read<TDigits>(ref frame, cells[..parts.Length], row, rows, longest);
    }

    private static int Read<TDigits>(ref Frame frame, scoped ReadOnlySpan<FastCell> cells, int row, int rows, int longest)
        where TDigits : struct, IDigits
    {
        ref byte start = ref MemoryMarshal.GetReference(frame.Text.Bytes);
        int at = frame.Text.Position, last = frame.Text.Bytes.Length - FastText.Reach - longest, read = 0;
        var window = new DigitWindow<TDigits>();
        FastCell close = cells[^1];
        cells = cells[..^1];
        while (read < rows)
        {
            int next = at;
            for (int i = 0; i < cells.Length; i++)
            {
                if (next > last || !FastText.Same(ref Unsafe.Add(ref start, next), ref Unsafe.Add(ref start, cells[i].Start), cells[i].Length)) goto Done;
                next += cells[i].Length;
                int length = FastCells.Read(ref frame, ref start, next, ref window, cells[i], row + read);
                if (length == 0) goto Done;
                next += length;
            }

            if (next > last || !FastText.Same(ref Unsafe.Add(ref start, next), ref Unsafe.Add(ref start, close.Start), close.Length)) break;
            at = next + close.Length;
            read++;
        }

    Done:
        frame.Text.Position = at;
        frame.Template.End = at;
        return read;
    }
}
