using Scoring.Records;

namespace Scoring.Tool.Features;

/// <summary>A column of texts: a missing one is null.</summary>
internal sealed class StringFeature(int index, ColumnSchema schema) : FeatureColumn(index, schema)
{
    private StringColumn _column;

    public override void Attach(RecordBatch batch) => _column = batch.GetStrings(Index);

    public override CellProblem Write(int row, int element, Cell cell)
    {
        if (cell.IsMissing) _column.SetNull(row, element);
        else _column.SetUtf8(row, cell.Text, element);
        return CellProblem.None;
    }

    public override void Copy(RecordBatch from, int fromRow, RecordBatch to, int toRow)
    {
        StringColumn source = from.GetStrings(Index), target = to.GetStrings(Index);
        for (int element = 0; element < Schema.Shape.ElementCount; element++)
        {
            if (source.IsNull(fromRow, element)) target.SetNull(toRow, element);
            else target.SetUtf8(toRow, source.GetUtf8(fromRow, element), element);
        }
    }
}
