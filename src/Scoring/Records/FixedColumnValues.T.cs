namespace Scoring.Records;

internal sealed class FixedColumnValues<T>(string name, T[] values, RowShape shape)
    : ColumnValues(new ColumnSchema(name, ElementTypes.Of<T>(), shape), CountRows(name, values.Length, shape))
    where T : unmanaged
{
    internal override void CopyTo(RecordBatch batch, int column) => values.CopyTo(batch.GetColumn<T>(column).Values);
}
