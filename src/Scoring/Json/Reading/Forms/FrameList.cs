using Scoring.Json.Reading.Values;

namespace Scoring.Json.Reading.Forms;

/// <summary>Reads a row that is a list with one item per column.</summary>
internal static class FrameList
{
    /// <summary>Reads the columns in their order.</summary>
    public static void Read(ref Frame frame, int row)
    {
        Open(ref frame, frame.Schema.ColumnCount);
        for (int column = 0; column < frame.Schema.ColumnCount; column++)
        {
            if (column > 0) ExpectComma(ref frame, frame.Schema.ColumnCount);
            CellReader.Read(ref frame.Text, frame.Column(column), row);
        }

        Close(ref frame, frame.Schema.ColumnCount);
    }

    /// <summary>Reads columns in another order.</summary>
    /// <param name="frame">The reading.</param>
    /// <param name="row">The row.</param>
    /// <param name="order">By item: the column, or −1 for one that is left out.</param>
    public static void Read(ref Frame frame, int row, scoped ReadOnlySpan<int> order)
    {
        int offset = frame.Text.Position;
        Open(ref frame, order.Length);
        frame.BeginRecord();
        for (int item = 0; item < order.Length; item++)
        {
            if (item > 0) ExpectComma(ref frame, order.Length);
            if (order[item] < 0) frame.Text.Skip();
            else frame.ReadCell(order[item], row);
        }

        Close(ref frame, order.Length);
        frame.FillMissing(row, offset);
    }

    private static void Open(ref Frame frame, int columns)
    {
        if (frame.Text.Peek() != (byte)'[') frame.Text.FailMismatch($"a row of {columns} columns");
        frame.Text.Open();
    }

    private static void ExpectComma(ref Frame frame, int columns)
    {
        if (frame.Text.Peek() != (byte)',') Fail(ref frame, columns, "',' and one more");
        frame.Text.Position++;
    }

    private static void Close(ref Frame frame, int columns)
    {
        if (!frame.Text.TryClose((byte)']')) Fail(ref frame, columns, "']'");
    }

    private static void Fail(ref Frame frame, int columns, string expected)
    {
        frame.Text.FailMismatch($"{expected}, as there are {columns} columns");
    }
}
