using System.Buffers;
using Scoring.Json.Writing.Vectors;
using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>Row after row: the values of some rows are written into slots column by column, then the rows are put together.</summary>
internal sealed class RowFrameWriter : FrameWriter
{
    /// <summary>As many slots as stay in the nearest cache.</summary>
    private const int SlotBytes = 1 << 14;

    private const int MinRows = 8;
    private const int MaxRows = 128;

    private readonly FrameColumn[] _columns;
    private readonly RowText _text;
    /// <summary>Puts rows together with vectors; null where there are none.</summary>
    private readonly RowSplice? _splice;

    /// <summary>Rows that are put together at a time.</summary>
    private readonly int _blockRows;

    public RowFrameWriter(FrameColumn[] columns, RowText text, Tier tier)
    {
        _columns = columns;
        _text = text;
        _blockRows = Math.Clamp(SlotBytes / (columns.Length * Slots.Size), MinRows, MaxRows) / MinRows * MinRows;
        _splice = tier == Tier.Portable ? null : new RowSplice(this, text, _blockRows);
    }

    public override void Write(RecordBatch rows, ref JsonOutput output)
    {
        int count = rows.RowCount;
        if (count == 0)
        {
            output.Write(_text.Empty);
            return;
        }

        byte[] slots = ArrayPool<byte>.Shared.Rent((_columns.Length * _blockRows * Slots.Size) + Slots.Slack);
        for (int start = 0; start < count; start += _blockRows)
        {
            int block = Math.Min(_blockRows, count - start);
            FillSlots(rows, start, block, slots);
            if (_splice is null) WriteBlock(rows, start, block, slots, ref output);
            else _splice.Write(rows, start, block, slots, ref output);
        }

        ArrayPool<byte>.Shared.Return(slots);
        output.Write(_text.Close);
    }

    /// <summary>Writes what stands before the first value of a row.</summary>
    public void WriteStart(int row, ref JsonOutput output)
    {
        output.Write(row == 0 ? _text.Open : _text.NextRow);
        if (row == 0 || !_text.HasNumbers) return;
        RowNumber.Write(row, ref output);
        output.Write(_text.AfterNumber);
    }

    /// <summary>Writes a value that is in no slot.</summary>
    public void WriteCell(RecordBatch rows, int row, int column, ref JsonOutput output)
    {
        FrameColumn written = _columns[column];
        ColumnBuffer values = rows.Buffer.Columns[written.Index];
        if (written.IsScalar) ((StringColumnWriter)written.Writer).WriteElement((StringColumnBuffer)values, rows.StartRow + row, ref output);
        else Check(written.WriteRow(values, rows.StartRow + row, ref output), written, rows);
    }

    private void FillSlots(RecordBatch rows, int start, int count, Span<byte> slots)
    {
        foreach (FrameColumn column in _columns)
        {
            if (column.IsScalar) Check(column.Writer.WriteSlots(rows.Buffer.Columns[column.Index], rows.StartRow + start, count, column.Form, slots), column, rows);
            else Postpone(slots, count);
            slots = slots[(_blockRows * Slots.Size)..];
        }
    }

    private static void Postpone(Span<byte> slots, int count)
    {
        for (int i = 0; i < count; i++) slots[(i * Slots.Size) + Slots.LengthAt] = Slots.Later;
    }

    private void WriteBlock(RecordBatch rows, int start, int count, ReadOnlySpan<byte> slots, ref JsonOutput output)
    {
        for (int i = 0; i < count; i++)
        {
            WriteStart(start + i, ref output);
            for (int c = 0; c < _columns.Length; c++)
            {
                output.Write(_text.Before[c]);
                ReadOnlySpan<byte> slot = slots.Slice(((c * _blockRows) + i) * Slots.Size, Slots.Size);
                if (slot[Slots.LengthAt] != Slots.Later) output.Write(slot[..slot[Slots.LengthAt]]);
                else WriteCell(rows, start + i, c, ref output);
            }
        }
    }
}
