using Scoring.Records;

namespace Scoring.Tool.Output;

/// <summary>The columns that a model's responses become.</summary>
internal sealed class ScoreTable
{
    private readonly ScoreColumn[] _columns;
    private RecordBatch _attached;

    public ScoreTable(RecordSchema schema, IReadOnlyList<string> kept)
    {
        Schema = schema;
        var names = new ScoreNames(kept);
        Names = [.. schema.Columns.SelectMany(names.Of)];
        _columns = [.. schema.Columns.SelectMany(static (column, index) =>
            Enumerable.Range(0, column.Shape.ElementCount).Select(element => ScoreColumn.Create(index, column.Type, element)))];
    }

    public RecordSchema Schema { get; }

    public IReadOnlyList<string> Names { get; }

    public void Write(RecordBatch response, int row, RowWriter writer)
    {
        if (_attached != response)
        {
            foreach (ScoreColumn column in _columns) column.Attach(response);
            _attached = response;
        }

        foreach (ScoreColumn column in _columns) column.Write(row, writer);
    }
}
