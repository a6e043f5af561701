using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Scoring.Records;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Puts rows together from slots by copies of whole vectors: what a copy writes too much, the next one goes over.</summary>
internal sealed class RowSplice
{
    private const int Width = 16;

    private readonly RowFrameWriter _frame;
    private readonly bool _hasNumbers;
    private readonly int _blockRows;

    /// <summary>What stands before the values, one behind the other, each in whole vectors.</summary>
    private readonly byte[] _text;

    /// <summary>Where each piece of the text is, by column.</summary>
    private readonly Piece[] _pieces;

    /// <summary>The longest row with all values in slots.</summary>
    private readonly int _maxRow;

    public RowSplice(RowFrameWriter frame, RowText text, int blockRows)
    {
        // What ends the row before is part of the first piece, but where a number stands between them.
        byte[][] pieces = [text.HasNumbers ? [] : text.NextRow, .. text.Before.Skip(1)];
        _frame = frame;
        _hasNumbers = text.HasNumbers;
        _blockRows = blockRows;
        _text = [.. pieces.SelectMany(static piece => piece.Concat(new byte[Padded(piece) - piece.Length]))];
        _pieces = [.. pieces.Select((piece, column) => new Piece(pieces.Take(column).Sum(Padded), piece.Length))];
        _maxRow = _text.Length + (pieces.Length * Slots.Size);
    }

    /// <summary>Writes rows.</summary>
    /// <param name="rows">The batch.</param>
    /// <param name="start">Its first row that is written.</param>
    /// <param name="count">How many are.</param>
    /// <param name="slots">Their values, a block of rows for each column.</param>
    /// <param name="output">Where to.</param>
    public void Write(RecordBatch rows, int start, int count, ReadOnlySpan<byte> slots, ref JsonOutput output)
    {
        // The slice fails where there are too few slots.
        ref byte first = ref MemoryMarshal.GetReference(slots[..(_pieces.Length * _blockRows * Slots.Size)]);
        for (int i = 0; i < count; i++)
        {
            ref byte slot = ref Unsafe.Add(ref first, i * Slots.Size);
            bool isStarted = _hasNumbers || start + i == 0;
            if (isStarted) _frame.WriteStart(start + i, ref output);
            int column = WriteCells(ref slot, 0, isStarted, ref output);
            while (column < _pieces.Length)
            {
                _frame.WriteCell(rows, start + i, column, ref output);
                column = WriteCells(ref slot, column + 1, false, ref output);
            }
        }
    }

    /// <summary>Writes the values of a row up to one that is in no slot; what stands before that is written too.</summary>
    /// <returns>Its column, or the number of columns.</returns>
    private int WriteCells(ref byte slot, int column, bool isStarted, ref JsonOutput output)
    {
        Piece[] pieces = _pieces;
        nint stride = _blockRows * Slots.Size;
        ref byte text = ref MemoryMarshal.GetArrayDataReference(_text);
        ref byte from = ref MemoryMarshal.GetReference(output.Reserve(_maxRow));
        ref byte to = ref from;
        for (; (uint)column < (uint)pieces.Length; column++)
        {
            if (isStarted) isStarted = false;
            else to = ref Copy(ref Unsafe.Add(ref text, pieces[column].Offset), pieces[column].Length, ref to);
            ref byte value = ref Unsafe.Add(ref slot, column * stride);
            int length = Unsafe.Add(ref value, Slots.LengthAt);
            if (length == Slots.Later) break;
            Vector128.LoadUnsafe(ref value).StoreUnsafe(ref to);
            Vector128.LoadUnsafe(ref value, Width).StoreUnsafe(ref to, Width);
            to = ref Unsafe.Add(ref to, length);
        }

        output.Advance((int)Unsafe.ByteOffset(ref from, ref to));
        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Copy(ref byte text, int length, ref byte to)
    {
        Vector128.LoadUnsafe(ref text).StoreUnsafe(ref to);
        for (int i = Width; i < length; i += Width) Vector128.LoadUnsafe(ref text, (nuint)i).StoreUnsafe(ref to, (nuint)i);
        return ref Unsafe.Add(ref to, length);
    }

    /// <summary>Whole vectors, at least one.</summary>
    private static int Padded(byte[] piece) => Math.Max(1, (piece.Length + Width - 1) / Width) * Width;

    private readonly record struct Piece(int Offset, int Length);
}
