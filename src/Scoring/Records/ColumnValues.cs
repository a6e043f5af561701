namespace Scoring.Records;

/// <summary>A named column that <see cref="RecordBatch.FromColumns"/> copies into a batch.</summary>
public abstract class ColumnValues
{
    private protected ColumnValues(ColumnSchema schema, int rowCount)
    {
        Schema = schema;
        RowCount = rowCount;
    }

    /// <summary>Name, element type and row shape.</summary>
    public ColumnSchema Schema { get; }

    /// <summary>How many rows the values make.</summary>
    public int RowCount { get; }

    /// <summary>A fixed-size column from its elements in row-major order.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The elements of all rows; read when the batch is made.</param>
    /// <param name="shape">The dimensions of one row; <c>[]</c> when left out.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows, or <typeparamref name="T"/> is no element type.</exception>
    public static ColumnValues Of<T>(string name, T[] values, RowShape shape = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return new FixedColumnValues<T>(name, values, shape);
    }

    /// <summary>A scalar column that may have missing values: NaN in a floating column, an error in an integer or bool column.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no element type.</exception>
    public static ColumnValues Of<T>(string name, T?[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return new NullableColumnValues<T>(name, values);
    }

    /// <summary>A string column; null is a missing value.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">The elements of all rows; read when the batch is made.</param>
    /// <param name="shape">The dimensions of one row; <c>[]</c> when left out.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows.</exception>
    public static ColumnValues Of(string name, string?[] values, RowShape shape = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new StringColumnValues(name, values, shape);
    }

    internal abstract void CopyTo(RecordBatch batch, int column);

    private protected static int CountRows(string name, int values, RowShape shape)
    {
        int perRow = shape.ElementCount;
        if (perRow <= 0 ? values != 0 : values % perRow != 0) RecordThrow.ValueCount(name, values, shape);
        return perRow <= 0 ? 0 : values / perRow;
    }
}
