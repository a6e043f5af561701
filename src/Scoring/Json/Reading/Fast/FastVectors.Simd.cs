using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scoring.Records;

namespace Scoring.Json.Reading.Fast;

/// <summary>Reads rows of one column: lists of numbers, or numbers without a list, with at most one space behind each comma.</summary>
/// <remarks>Whatever is not like that, and the last row, is left to the general reader, which then says what is wrong if anything is.</remarks>
internal static class FastVectors
{
    /// <summary>Reads as many rows as it can; how many it has read. The text then stands at the next row.</summary>
    /// <param name="text">The text, at a row.</param>
    /// <param name="column">The only column.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">The most rows.</param>
    public static int Read<TDigits>(ref JsonText text, ColumnBuffer column, int row, int rows)
        where TDigits : struct, IDigits => column.Type switch
        {
            ElementType.Float64 => Read<TDigits, Float64Store>(ref text, column, row, rows),
            ElementType.Float32 => Read<TDigits, Float32Store>(ref text, column, row, rows),
            ElementType.Int64 => Read<TDigits, Int64Store>(ref text, column, row, rows),
            ElementType.Int32 => Read<TDigits, Int32Store>(ref text, column, row, rows),
            _ => 0,
        };

    private static int Read<TDigits, TStore>(ref JsonText text, ColumnBuffer column, int row, int rows)
        where TDigits : struct, IDigits
        where TStore : struct, INumberStore
    {
        nint target = column.Address + ((nint)row * column.BytesPerRow);
        return text.Bytes[text.Position] == (byte)'['
            ? ReadLists<TDigits, TStore>(ref text, target, column.ElementsPerRow, rows)
            : ReadNumbers<TDigits, TStore>(ref text, target, rows);
    }

    private static int ReadNumbers<TDigits, TStore>(ref JsonText text, nint target, int rows)
        where TDigits : struct, IDigits
        where TStore : struct, INumberStore
    {
        ref byte start = ref MemoryMarshal.GetReference(text.Bytes);
        int at = text.Position, last = text.Bytes.Length - FastText.Reach, read = 0, gap = FastText.GapBehindCommas(text.Bytes[at..]);
        var window = new DigitWindow<TDigits>();
        for (; read < rows && at <= last; read++)
        {
            int length = FastNumber.Read<TDigits, TStore>(ref Unsafe.Add(ref start, at), window.At(ref start, at), ref FastText.At(target));
            if (length == 0 || !FastText.IsComma(ref Unsafe.Add(ref start, at + length), gap)) break;
            at += length + gap;
            target += TStore.Size;
        }

        text.Position = at;
        return read;
    }

    private static int ReadLists<TDigits, TStore>(ref JsonText text, nint target, int elements, int rows)
        where TDigits : struct, IDigits
        where TStore : struct, INumberStore
    {
        ref byte start = ref MemoryMarshal.GetReference(text.Bytes);
        int at = text.Position, last = text.Bytes.Length - FastText.Reach, read = 0, gap = FastText.GapBehindCommas(text.Bytes[at..]);
        var window = new DigitWindow<TDigits>();
        for (; read < rows && at <= last && Unsafe.Add(ref start, at) == (byte)'['; read++)
        {
            int next = at + 1;
            for (int left = elements; left > 0; left--)
            {
                if (next > last) goto Done;
                int length = FastNumber.Read<TDigits, TStore>(ref Unsafe.Add(ref start, next), window.At(ref start, next), ref FastText.At(target));
                next += length;
                if (length == 0) goto Done;
                target += TStore.Size;
                if (left == 1) break;
                if (!FastText.IsComma(ref Unsafe.Add(ref start, next), gap)) goto Done;
                next += gap;
            }

            if (Unsafe.Add(ref start, next) != (byte)']' || !FastText.IsComma(ref Unsafe.Add(ref start, next + 1), gap)) break;
            at = next + 1 + gap;
        }

    Done:
        text.Position = at;
        return read;
    }
}
