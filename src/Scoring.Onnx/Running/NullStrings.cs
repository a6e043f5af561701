using Scoring.Records;

namespace Scoring.Onnx.Running;

/// <summary>Finds null strings before a run, while the rows still have the numbers that their caller knows: a run may be over a copy or a part of them.</summary>
internal static class NullStrings
{
    /// <exception cref="ScoringRefusedException">A string is null.</exception>
    public static void Check(TensorLayout layout, RecordBatch rows, int? partition)
    {
        foreach (TensorSlot slot in layout.Slots)
        {
            if (rows.ColumnAt(slot.Column) is StringColumnBuffer column) Check(column, rows.StartRow, rows.RowCount, partition);
        }
    }

    private static void Check(StringColumnBuffer column, int startRow, int rows, int? partition)
    {
        int first = startRow * column.ElementsPerRow;
        for (int i = 0; i < rows * column.ElementsPerRow; i++)
        {
            if (column.IsNull(first + i)) throw NullRow(column, i / column.ElementsPerRow, rows, partition);
        }
    }

    private static ScoringRefusedException NullRow(StringColumnBuffer column, int row, int rows, int? partition) => new(
        $"Row {row} of column {column.Schema} is null, and ONNX has no null string. " +
        $"Give a value, or set {nameof(OnnxScoringOptions)}.{nameof(OnnxScoringOptions.NullString)} to what null is to be sent as.")
    {
        Rows = rows,
        Partition = partition,
    };
}
