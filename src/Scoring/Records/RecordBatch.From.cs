namespace Scoring.Records;

/// <content>Batches made from arrays, spans and columns. Each copies what it is given.</content>
public readonly partial struct RecordBatch
{
    /// <summary>A numpy-style batch of one column with row shape <c>[features]</c>, from one array per row.</summary>
    /// <param name="rows">Rows of equal length.</param>
    /// <param name="name">The column's name; may be empty where the model has one input.</param>
    /// <exception cref="ArgumentException">Rows differ in length, or <typeparamref name="T"/> is no element type.</exception>
    public static RecordBatch FromRows<T>(T[][] rows, string name = "")
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        int length = rows is [{ } first, ..] ? first.Length : 0;
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row] is null) RecordThrow.NullRow(name, row);
            if (rows[row].Length != length) RecordThrow.RowLength(name, row, rows[row].Length, length);
        }

        RecordBatch batch = Rent(RecordSchemaCache.Get(new ColumnSchema(name, ElementTypes.Of<T>(), [length])), rows.Length);
        Span<T> values = batch.GetColumn<T>(0).Values;
        for (int row = 0; row < rows.Length; row++) rows[row].CopyTo(values[(row * length)..]);
        return batch;
    }

    /// <summary>A batch of one column, from its elements in row-major order.</summary>
    /// <param name="values">The elements of all rows.</param>
    /// <param name="shape">The dimensions of one row; <c>[]</c> when left out.</param>
    /// <param name="name">The column's name; may be empty where the model has one input.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows, or <typeparamref name="T"/> is no element type.</exception>
    public static RecordBatch FromValues<T>(ReadOnlySpan<T> values, RowShape shape = default, string name = "")
        where T : unmanaged
    {
        int perRow = shape.ElementCount;
        if (perRow <= 0 ? !values.IsEmpty : values.Length % perRow != 0) RecordThrow.ValueCount(name, values.Length, shape);
        RecordBatch batch = Rent(RecordSchemaCache.Get(new ColumnSchema(name, ElementTypes.Of<T>(), shape)), perRow <= 0 ? 0 : values.Length / perRow);
        values.CopyTo(batch.GetColumn<T>(0).Values);
        return batch;
    }

    /// <summary>A pandas-style batch, from named columns of equal length.</summary>
    /// <param name="columns">At least one column.</param>
    /// <exception cref="ArgumentException">Columns differ in length, a name occurs twice, or an integer or bool column has a missing value.</exception>
    public static RecordBatch FromColumns(params ReadOnlySpan<ColumnValues> columns)
    {
        var schemas = new ColumnSchema[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(columns[i], nameof(columns));
            schemas[i] = columns[i].Schema;
            if (columns[i].RowCount != columns[0].RowCount) RecordThrow.ColumnLength(columns[0].Schema, columns[0].RowCount, columns[i].Schema, columns[i].RowCount);
        }

        RecordBatch batch = Rent(RecordSchemaCache.Get(schemas), columns.IsEmpty ? 0 : columns[0].RowCount);
        try
        {
            for (int i = 0; i < columns.Length; i++) columns[i].CopyTo(batch, i);
        }
        catch
        {
            batch.Dispose();
            throw;
        }

        return batch;
    }
}
