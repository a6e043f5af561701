using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scoring.Records;

namespace Scoring.Json.Reading.Fast;

/// <summary>Reads one value of a row that has several columns.</summary>
internal static class FastCells
{
    /// <summary>Where a run of plain ASCII characters ends.</summary>
    private static readonly SearchValues<byte> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static b => (byte)b), (byte)'"', (byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(static b => (byte)b)]);

    /// <param name="frame">The reading.</param>
    /// <param name="start">The first byte of the text.</param>
    /// <param name="at">Where the value begins; <see cref="FastText.Reach"/> bytes are readable.</param>
    /// <param name="window">Which bytes are no digits.</param>
    /// <param name="cell">Its column.</param>
    /// <param name="row">Its row.</param>
    /// <returns>The length of the value; 0 for one that is left to the general reader.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read<TDigits>(ref Frame frame, ref byte start, int at, ref DigitWindow<TDigits> window, in FastCell cell, int row)
        where TDigits : struct, IDigits
    {
        ref byte text = ref Unsafe.Add(ref start, at);
        return cell.Type switch
        {
            ElementType.Float64 => FastNumber.Read<TDigits, Float64Store>(ref text, window.At(ref start, at), ref FastText.At(cell.Address + ((nint)row * sizeof(double)))),
            ElementType.Float32 => FastNumber.Read<TDigits, Float32Store>(ref text, window.At(ref start, at), ref FastText.At(cell.Address + ((nint)row * sizeof(float)))),
            ElementType.Int64 => FastNumber.Read<TDigits, Int64Store>(ref text, window.At(ref start, at), ref FastText.At(cell.Address + ((nint)row * sizeof(long)))),
            ElementType.Int32 => FastNumber.Read<TDigits, Int32Store>(ref text, window.At(ref start, at), ref FastText.At(cell.Address + ((nint)row * sizeof(int)))),
            ElementType.Boolean => ReadBoolean(ref text, ref FastText.At(cell.Address + row)),
            _ => ReadString(ref frame, at, cell.Column, row),
        };
    }

    private static int ReadBoolean(ref byte text, ref byte target)
    {
        uint word = Unsafe.ReadUnaligned<uint>(ref text);
        if (word == MemoryMarshal.Read<uint>("true"u8))
        {
            target = 1;
            return 4;
        }

        if (word != MemoryMarshal.Read<uint>("fals"u8) || Unsafe.Add(ref text, 4) != (byte)'e') return 0;
        target = 0;
        return 5;
    }

    private static int ReadString(ref Frame frame, int at, int column, int row)
    {
        ReadOnlySpan<byte> bytes = frame.Text.Bytes[at..];
        if (bytes[0] != (byte)'"') return 0;
        bytes = bytes[1..];
        int length = bytes.IndexOfAny(s_special);
        if (length < 0 || bytes[length] != (byte)'"' || length > frame.Schema.Options.MaxStringBytes) return 0;
        bytes[..length].CopyTo(((StringColumnBuffer)frame.Column(column)).Reserve(row, length));
        return length + 2;
    }
}
