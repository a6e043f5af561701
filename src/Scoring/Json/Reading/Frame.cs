using Scoring.Json.Reading.Fast;
using Scoring.Json.Reading.Values;

namespace Scoring.Json.Reading;

/// <summary>What one reading has in hand: the place in the text, and the rows read so far.</summary>
internal ref struct Frame(ReadOnlySpan<byte> text, FrameSchema schema, Span<int> seen, Span<RecordPart> parts, FrameRows rows)
{
    public JsonText Text = new(text, schema.Options);
    public FrameRows Rows = rows;

    /// <summary>How the last record was written.</summary>
    public RecordTemplate Template = new(parts);

    public readonly FrameSchema Schema = schema;

    /// <summary>By column: the last record that had a value of it, counted from 1.</summary>
    private readonly Span<int> _seen = seen;

    private int _record;
    private int _columnsSeen;

    /// <summary>Whether the rows were found and read.</summary>
    public readonly bool HasRows => Rows.Count >= 0;

    /// <summary>Whether each column has had a value since <see cref="BeginRecord"/>.</summary>
    public readonly bool IsWhole => _columnsSeen == Schema.ColumnCount;

    /// <summary>How many JSON strings are open around the text.</summary>
    public int Strings { get; set; }

    /// <summary>How many rows in succession were not written as usual.</summary>
    public int Misses { get; set; }

    /// <summary>The memory of a column; another one after the rows have grown.</summary>
    public readonly ColumnBuffer Column(int column) => Rows.Batch.Buffer.Columns[column];

    /// <summary>The column that a key of a record names, or −1 for one to be left out.</summary>
    public readonly int ColumnOf(JsonString key, int likely)
    {
        int column = Schema.IndexOf(Text, key, likely);
        if (column >= 0 || Schema.IsUnnamed) return Math.Max(column, 0);
        if (Schema.Options.RejectUnknownColumns) JsonThrow.Mismatch(key.Start - 1, $"a column of {Schema.Schema}", "another key");
        return -1;
    }

    /// <summary>Begins to count which columns have values.</summary>
    public void BeginRecord()
    {
        _record++;
        _columnsSeen = 0;
    }

    /// <summary>Reads a record's value of one column.</summary>
    public void ReadCell(int column, int row)
    {
        Mark(column);
        CellReader.Read(ref Text, Column(column), row);
    }

    /// <summary>Notes that the record has a value of a column.</summary>
    public void Mark(int column)
    {
        if (_seen[column] == _record) return;
        _seen[column] = _record;
        _columnsSeen++;
    }

    /// <summary>Marks the values that the record does not have as missing.</summary>
    public readonly void FillMissing(int row, int offset)
    {
        if (IsWhole) return;
        for (int column = 0; column < Schema.ColumnCount; column++)
        {
            if (_seen[column] != _record) CellReader.SetMissing(Column(column), row, offset);
        }
    }

    /// <summary>The same for all rows, where the text is column by column.</summary>
    public readonly void FillMissing(int offset)
    {
        for (int row = 0; row < Rows.Count; row++) FillMissing(row, offset);
    }
}
