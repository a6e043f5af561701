using Scoring.Json.Reading.Values;

namespace Scoring.Json.Reading.Forms;

/// <summary>Reads all values of one column: flat in row-major order, or nested by rows and their shape.</summary>
internal static class TensorData
{
    public static void Read(ref JsonText text, ColumnBuffer column, int startRow, int rows)
    {
        if (text.Peek() != (byte)'[') text.FailMismatch($"an array of values of column {column.Schema}");
        int elements = IsNested(text) ? 1 : column.ElementsPerRow;
        text.Open();
        if (text.TryClose((byte)']'))
        {
            if ((long)rows * elements != 0) FailCount(text.Position - 1, column, rows, "none");
            return;
        }

        if (elements == column.ElementsPerRow) ReadFlat(ref text, column, startRow, rows);
        else ReadNested(ref text, column, startRow, rows);
    }

    private static void ReadFlat(ref JsonText text, ColumnBuffer column, int startRow, int rows)
    {
        int row = 0, element = 0;
        do
        {
            text.Peek();
            if (row >= rows || column.ElementsPerRow == 0) FailCount(text.Position, column, rows, "more");
            if (column.ElementsPerRow == 1) CellReader.Read(ref text, column, startRow + row);
            else ScalarReader.Read(ref text, new Place(column, startRow + row, element));
            if (++element == column.ElementsPerRow) (row, element) = (row + 1, 0);
        }
        while (text.NextItem((byte)']'));
        if (row < rows) FailCount(text.Position - 1, column, rows, "fewer");
    }

    private static void ReadNested(ref JsonText text, ColumnBuffer column, int startRow, int rows)
    {
        int row = 0;
        do
        {
            text.Peek();
            if (row >= rows) FailCount(text.Position, column, rows, "more");
            CellReader.Read(ref text, column, startRow + row++);
        }
        while (text.NextItem((byte)']'));
        if (row < rows) FailCount(text.Position - 1, column, rows, "fewer");
    }

    private static bool IsNested(JsonText text)
    {
        text.Position++;
        return text.Peek() == (byte)'[';
    }

    private static void FailCount(int offset, ColumnBuffer column, int rows, string found) =>
        JsonThrow.RowCount(offset, $"the values of {rows} rows of column {column.Schema}", found);
}
