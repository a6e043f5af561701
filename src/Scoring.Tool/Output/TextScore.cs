using Scoring.Records;

namespace Scoring.Tool.Output;

/// <summary>One element of a column of texts.</summary>
internal sealed class TextScore(int index, int element) : ScoreColumn
{
    private StringColumn _column;

    public override void Attach(RecordBatch response) => _column = response.GetStrings(index);

    public override void Write(int row, RowWriter writer)
    {
        if (_column.IsNull(row, element)) writer.WriteNull();
        else writer.Write(_column.GetUtf8(row, element));
    }
}
