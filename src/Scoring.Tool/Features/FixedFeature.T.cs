using Scoring.Records;

namespace Scoring.Tool.Features;

/// <summary>A column of numbers or bools.</summary>
internal abstract class FixedFeature<T>(int index, ColumnSchema schema) : FeatureColumn(index, schema)
    where T : unmanaged
{
    private Column<T> _column;

    public override void Attach(RecordBatch batch) => _column = batch.GetColumn<T>(Index);

    public override CellProblem Write(int row, int element, Cell cell)
    {
        CellProblem problem = cell.IsMissing ? Missing(out T value) : Parse(cell.Text, out value);
        if (problem == CellProblem.None) _column.GetRow(row)[element] = value;
        return problem;
    }

    public override void Copy(RecordBatch from, int fromRow, RecordBatch to, int toRow) =>
        from.GetColumn<T>(Index).GetRow(fromRow).CopyTo(to.GetColumn<T>(Index).GetRow(toRow));

    protected abstract CellProblem Parse(ReadOnlySpan<byte> text, out T value);

    protected virtual CellProblem Missing(out T value)
    {
        value = default;
        return CellProblem.Missing;
    }
}
