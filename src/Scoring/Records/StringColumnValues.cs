namespace Scoring.Records;

internal sealed class StringColumnValues(string name, string?[] values, RowShape shape)
    : ColumnValues(new ColumnSchema(name, ElementType.String, shape), CountRows(name, values.Length, shape))
{
    internal override void CopyTo(RecordBatch batch, int column)
    {
        StringColumn target = batch.GetStrings(column);
        int perRow = Schema.Shape.ElementCount;
        for (int i = 0; i < values.Length; i++) target.Set(i / perRow, values[i], i % perRow);
    }
}
