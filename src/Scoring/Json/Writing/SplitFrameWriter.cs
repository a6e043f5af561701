using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>The names of the columns, the numbers of the rows where asked for, and the rows as arrays.</summary>
internal sealed class SplitFrameWriter : FrameWriter
{
    private readonly byte[] _names;
    private readonly bool _writeIndex;
    private readonly RowFrameWriter _rows;

    public SplitFrameWriter(FrameColumn[] columns, bool writeIndex, Tier tier)
    {
        _names = [.. "{\"columns\":["u8, .. columns.SelectMany(static (column, i) => i == 0 ? column.QuotedName : [(byte)',', .. column.QuotedName]), .. "],"u8];
        _writeIndex = writeIndex;
        _rows = new RowFrameWriter(columns, RowText.Arrays(columns), tier);
    }

    public override void Write(RecordBatch rows, ref JsonOutput output)
    {
        output.Write(_names);
        if (_writeIndex)
        {
            output.Write("\"index\":"u8);
            RowNumber.WriteAll(rows.RowCount, ref output);
            output.Write((byte)',');
        }

        output.Write("\"data\":"u8);
        _rows.Write(rows, ref output);
        output.Write((byte)'}');
    }
}
