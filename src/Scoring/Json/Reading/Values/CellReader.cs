using Scoring.Records;

namespace Scoring.Json.Reading.Values;

/// <summary>Reads the value that one row has in one column: a scalar, or nested arrays of the column's shape.</summary>
internal static class CellReader
{
    public static void Read(ref JsonText text, ColumnBuffer column, int row)
    {
        if (column.ElementsPerRow == 1) ReadOne(ref text, column, row);
        else if (text.Peek() == (byte)'n') ReadMissing(ref text, column, row);
        else ReadDimension(ref text, column, row, 0, 0);
    }

    /// <summary>Marks the value of a row as missing.</summary>
    /// <param name="column">The column.</param>
    /// <param name="row">The row.</param>
    /// <param name="offset">Where in the text that is seen.</param>
    public static void SetMissing(ColumnBuffer column, int row, int offset)
    {
        for (int element = 0; element < column.ElementsPerRow; element++) ScalarReader.SetMissing(new Place(column, row, element), offset);
    }

    /// <summary>One value, with any number of brackets around it: a model with one output per row may say [0.5] or 0.5.</summary>
    private static void ReadOne(ref JsonText text, ColumnBuffer column, int row)
    {
        int brackets = 0;
        for (; text.Peek() == (byte)'['; brackets++) text.Open();
        ScalarReader.Read(ref text, new Place(column, row, 0));
        for (; brackets > 0; brackets--) Close(ref text, column);
    }

    private static void ReadMissing(ref JsonText text, ColumnBuffer column, int row)
    {
        int offset = text.Position;
        text.ReadLiteral("null"u8);
        SetMissing(column, row, offset);
    }

    private static int ReadDimension(ref JsonText text, ColumnBuffer column, int row, int dimension, int element)
    {
        if (text.Peek() != (byte)'[') FailShape(ref text, column);
        text.Open();
        RowShape shape = column.Schema.Shape;
        bool inner = dimension == shape.Rank - 1 || (dimension == 0 && text.Peek() is not (byte)'[' and not (byte)']');
        int count = !inner ? shape.Dimensions[dimension] : dimension == 0 ? column.ElementsPerRow : shape.Dimensions[dimension];
        for (int i = 0; i < count; i++)
        {
            if (i > 0) ExpectComma(ref text, column);
            if (inner) ScalarReader.Read(ref text, new Place(column, row, element++));
            else element = ReadDimension(ref text, column, row, dimension + 1, element);
        }

        Close(ref text, column);
        return element;
    }

    private static void ExpectComma(ref JsonText text, ColumnBuffer column)
    {
        if (text.Peek() != (byte)',') FailShape(ref text, column);
        text.Position++;
    }

    private static void Close(ref JsonText text, ColumnBuffer column)
    {
        byte next = text.Peek();
        if (next != (byte)']') FailShape(ref text, column);
        text.TryClose((byte)']');
    }

    private static void FailShape(ref JsonText text, ColumnBuffer column) => text.FailMismatch($"a value of column {column.Schema}");
}
