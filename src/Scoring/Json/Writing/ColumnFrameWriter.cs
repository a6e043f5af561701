using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>An object with one object per column, whose values are named by the number of their row.</summary>
internal sealed class ColumnFrameWriter(FrameColumn[] columns, Tier tier) : FrameWriter
{
    private readonly RowFrameWriter[] _values = [.. columns.Select(column => new RowFrameWriter([column], RowText.NumberedValues(), tier))];

    public override void Write(RecordBatch rows, ref JsonOutput output)
    {
        output.Write((byte)'{');
        for (int i = 0; i < columns.Length; i++)
        {
            if (i > 0) output.Write((byte)',');
            output.Write(columns[i].QuotedName);
            output.Write((byte)':');
            _values[i].Write(rows, ref output);
        }

        output.Write((byte)'}');
    }
}
