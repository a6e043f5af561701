using System.Diagnostics.CodeAnalysis;

namespace Scoring.Records;

/// <summary>The messages of record errors, kept out of hot methods. Each names both sides: what is there, what was asked for.</summary>
internal static class RecordThrow
{
    [DoesNotReturn]
    public static void NoElementType(Type type) =>
        throw new ArgumentException($"A column cannot hold {type}. It holds float, double, Half, bool, signed and unsigned integers of 8 to 64 bits, and strings.");

    [DoesNotReturn]
    public static void Returned() =>
        throw new ObjectDisposedException(nameof(RecordBatch), "This batch was disposed, and its memory may already serve another one. Read it before disposing it, or keep it with Share().");

    [DoesNotReturn]
    public static void Empty() =>
        throw new InvalidOperationException("This RecordBatch is default(RecordBatch): it has no schema and no rows. Make one with RecordBatch.Rent, FromRows, FromValues or FromColumns.");

    [DoesNotReturn]
    public static void NoColumn(RecordSchema schema, string name) =>
        throw new ArgumentException($"There is no column '{name}'. The batch has {schema}.", nameof(name));

    [DoesNotReturn]
    public static void NoColumn(RecordSchema schema, int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no column {index}. The batch has {schema.Columns.Length} columns: {schema}.");

    [DoesNotReturn]
    public static void WrongType(ColumnSchema column, string asked) =>
        throw new ArgumentException($"Column {column} was asked for as {asked}. Ask for the type it holds, {column.Type}; a column is never converted in place.");

    [DoesNotReturn]
    public static void WrongRow(ColumnSchema column, int row, int rows) =>
        throw new ArgumentOutOfRangeException(nameof(row), row, rows == 0 ? $"Column {column} has no rows." : $"Column {column} has rows 0 to {rows - 1}.");

    [DoesNotReturn]
    public static void WrongElement(ColumnSchema column, int element) =>
        throw new ArgumentOutOfRangeException(nameof(element), element, column.Shape.ElementCount == 0
            ? $"Column {column} has no elements in a row."
            : $"Column {column} has elements 0 to {column.Shape.ElementCount - 1} in a row.");

    [DoesNotReturn]
    public static void WrongSlice(int start, int count, int rows) =>
        throw new ArgumentOutOfRangeException(nameof(start), start, $"A slice of {count} rows from row {start} does not lie within the {rows} rows of the batch.");

    [DoesNotReturn]
    public static void NotScalar(ColumnSchema column) =>
        throw new InvalidOperationException($"Column {column} has {column.Shape.ElementCount} elements per row; one value per row was asked for. Use GetRow(row).");

    [DoesNotReturn]
    public static void Missing(ColumnSchema column, int row) =>
        throw new ArgumentException(
            $"Row {row} of column {column} is missing, and a column of {column.Type} cannot hold missing values. " +
            "Give the value, or declare the column as Float32 or Float64 (missing is NaN) or String (missing is null).");

    [DoesNotReturn]
    public static void RowLength(string name, int row, int given, int expected) =>
        throw new ArgumentException($"Row {row} of column '{name}' has {given} values; row 0 has {expected}. Every row of a column has the same shape.");

    [DoesNotReturn]
    public static void NullRow(string name, int row) => throw new ArgumentException($"Row {row} of column '{name}' is null. Give an array for every row.");

    [DoesNotReturn]
    public static void ValueCount(string name, int given, RowShape shape) =>
        throw new ArgumentException($"Column '{name}' was given {given} values, which is not a whole number of rows of shape {shape} ({shape.ElementCount} values each).");

    [DoesNotReturn]
    public static void ColumnLength(ColumnSchema first, int firstRows, ColumnSchema other, int otherRows) =>
        throw new ArgumentException($"Column {other} has {otherRows} rows; column {first} has {firstRows}. Every column of a batch has the same number of rows.");

    [DoesNotReturn]
    public static void ColumnTooLarge(ColumnSchema column, int rows, long bytes) =>
        throw new ArgumentException(
            $"{rows} rows of column {column} need {bytes} bytes; one column holds at most {RecordBufferPool.MaxColumnBytes}. Send fewer rows at a time.");
}
