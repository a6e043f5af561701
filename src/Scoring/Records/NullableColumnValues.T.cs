namespace Scoring.Records;

internal sealed class NullableColumnValues<T>(string name, T?[] values)
    : ColumnValues(new ColumnSchema(name, ElementTypes.Of<T>()), values.Length)
    where T : unmanaged
{
    internal override void CopyTo(RecordBatch batch, int column)
    {
        Column<T> target = batch.GetColumn<T>(column);
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] is { } value) target[row] = value;
            else target.SetMissing(row);
        }
    }
}
