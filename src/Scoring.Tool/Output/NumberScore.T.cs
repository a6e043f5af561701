using Scoring.Records;

namespace Scoring.Tool.Output;

/// <summary>One element of a column of numbers or bools.</summary>
internal sealed class NumberScore<T>(int index, int element, Action<RowWriter, T> write) : ScoreColumn
    where T : unmanaged
{
    private Column<T> _column;

    public override void Attach(RecordBatch response) => _column = response.GetColumn<T>(index);

    public override void Write(int row, RowWriter writer) => write(writer, _column.GetRow(row)[element]);
}
