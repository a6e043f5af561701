using System.Buffers;
using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>Row after row: the numbers of some rows are written into slots column by column, then the rows are put together.</summary>
internal sealed class RowFrameWriter : FrameWriter
{
    /// <summary>As many slots as stay in the nearest cache.</summary>
    private const int SlotBytes = 1 << 14;

    private const int MinRows = 8;
    private const int MaxRows = 128;

    private readonly FrameColumn[] _columns;
    private readonly RowText _text;

    /// <summary>Rows that are put together at a time.</summary>
    private readonly int _blockRows;

    private readonly int _slotColumns;

    public RowFrameWriter(FrameColumn[] columns, RowText text)
    {
        _columns = columns;
        _text = text;
        _slotColumns = columns.Count(static column => column.HasSlots);
        _blockRows = Math.Clamp(SlotBytes / (Math.Max(_slotColumns, 1) * Slots.Size), MinRows, MaxRows);
    }

    public override void Write(RecordBatch rows, ref JsonOutput output)
    {
        int count = rows.RowCount;
        if (count == 0)
        {
            output.Write(_text.Empty);
            return;
        }

        byte[] slots = ArrayPool<byte>.Shared.Rent((_slotColumns * _blockRows * Slots.Size) + Slots.Slack);
        for (int start = 0; start < count; start += _blockRows)
        {
            int block = Math.Min(_blockRows, count - start);
            FillSlots(rows, start, block, slots);
            WriteBlock(rows, start, block, slots, ref output);
        }

        ArrayPool<byte>.Shared.Return(slots);
        output.Write(_text.Close);
    }

    private void FillSlots(RecordBatch rows, int start, int count, Span<byte> slots)
    {
        foreach (FrameColumn column in _columns)
        {
            if (!column.HasSlots) continue;
            Check(column.Writer.WriteSlots(rows.Buffer.Columns[column.Index], rows.StartRow + start, count, column.Form, slots), column, rows);
            slots = slots[(_blockRows * Slots.Size)..];
        }
    }

    private void WriteBlock(RecordBatch rows, int start, int count, ReadOnlySpan<byte> slots, ref JsonOutput output)
    {
        ReadOnlySpan<ColumnBuffer> values = rows.Buffer.Columns;
        for (int i = 0; i < count; i++)
        {
            WriteStart(start + i, ref output);
            ReadOnlySpan<byte> slot = slots[(i * Slots.Size)..];
            for (int c = 0; c < _columns.Length; c++)
            {
                FrameColumn column = _columns[c];
                output.Write(_text.Before[c]);
                if (column.HasSlots) WriteSlot(ref slot, ref output);
                else Check(WriteCell(column, values[column.Index], rows.StartRow + start + i, ref output), column, rows);
            }
        }
    }

    private void WriteStart(int row, ref JsonOutput output)
    {
        output.Write(row == 0 ? _text.Open : _text.NextRow);
        if (row == 0 || !_text.HasNumbers) return;
        RowNumber.Write(row, ref output);
        output.Write(_text.AfterNumber);
    }

    private void WriteSlot(ref ReadOnlySpan<byte> slot, ref JsonOutput output)
    {
        output.Write(slot[..slot[Slots.LengthAt]]);
        int next = _blockRows * Slots.Size;
        slot = slot.Length > next ? slot[next..] : default;
    }

    private static int WriteCell(FrameColumn column, ColumnBuffer values, int row, ref JsonOutput output)
    {
        if (!column.IsScalar) return column.WriteRow(values, row, ref output);
        StringColumnWriter.Write((StringColumnBuffer)values, row, ref output);
        return ColumnWriter.Done;
    }
}
