using System.Numerics;
using Scoring.Records;

namespace Scoring.Onnx.Loading;

/// <summary>Compares a row of one response with a row of another.</summary>
internal static class ResponseComparer
{
    /// <summary>Largest difference that counts as equal, relative to the largest value of the row's output: near zero a single value's own scale means nothing.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Half precision has three digits; two units in the last place count as equal.</summary>
    private const double HalfTolerance = 2e-3;

    public static bool RowsEqual(RecordBatch left, int leftRow, RecordBatch right, int rightRow)
    {
        if (!left.Schema.Equals(right.Schema)) return false;
        for (int column = 0; column < left.Schema.Columns.Length; column++)
        {
            if (!ColumnsEqual(left, leftRow, right, rightRow, column)) return false;
        }

        return true;
    }

    private static bool ColumnsEqual(RecordBatch left, int leftRow, RecordBatch right, int rightRow, int column) => left.Schema.Columns[column].Type switch
    {
        ElementType.Float32 => Close(left.GetColumn<float>(column).GetRow(leftRow), right.GetColumn<float>(column).GetRow(rightRow), Tolerance),
        ElementType.Float64 => Close(left.GetColumn<double>(column).GetRow(leftRow), right.GetColumn<double>(column).GetRow(rightRow), Tolerance),
        ElementType.Float16 => Close(left.GetColumn<Half>(column).GetRow(leftRow), right.GetColumn<Half>(column).GetRow(rightRow), HalfTolerance),
        ElementType.String => StringsEqual(left.GetStrings(column), leftRow, right.GetStrings(column), rightRow),
        _ => left.ColumnAt(column).Elements(left.StartRow + leftRow, 1).SequenceEqual(right.ColumnAt(column).Elements(right.StartRow + rightRow, 1)),
    };

    private static bool Close<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, double tolerance)
        where T : IFloatingPointIeee754<T>
    {
        double scale = 0;
        foreach (T value in left) scale = Math.Max(scale, T.IsFinite(value) ? Math.Abs(double.CreateChecked(value)) : 0);
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i].Equals(right[i])) continue;
            double difference = Math.Abs(double.CreateChecked(left[i]) - double.CreateChecked(right[i]));
            if (!(difference <= tolerance * scale)) return false;
        }

        return true;
    }

    private static bool StringsEqual(StringColumn left, int leftRow, StringColumn right, int rightRow)
    {
        for (int i = 0; i < left.Schema.Shape.ElementCount; i++)
        {
            if (!left.GetUtf8(leftRow, i).SequenceEqual(right.GetUtf8(rightRow, i))) return false;
        }

        return true;
    }
}
