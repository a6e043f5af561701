namespace Scoring.Json.Writing.Vectors;

/// <summary>What stands behind values in a list: up to four characters in the low bytes of a number, the closing quotation mark of the value first where it has one.</summary>
internal readonly struct Separators
{
    private const uint Comma = ',';
    private const uint NewRow = ']' | (',' << 8) | ('[' << 16);

    public readonly int Quotes;
    public readonly NonFiniteHandling NonFinite;
    public readonly int ValuesPerRow;
    public readonly uint Value;
    public readonly int ValueLength;
    public readonly uint Row;
    public readonly int RowLength;

    public Separators(in ListForm form)
    {
        Quotes = form.Value.Quotes;
        NonFinite = form.Value.NonFinite;
        ValuesPerRow = form.RowLength;
        (Value, ValueLength) = Quotes == 0 ? (Comma, 1) : ((Comma << 8) | '"', 2);
        (Row, RowLength) = Quotes == 0 ? (NewRow, 3) : ((NewRow << 8) | '"', 4);
    }

    /// <summary>Bytes of the separator behind the last value, which are to be taken back, without its quotation mark.</summary>
    /// <param name="left">Values that the last row lacks, all of them where the last ended a row.</param>
    public int Trailing(int left) => (left == ValuesPerRow ? RowLength : ValueLength) - Quotes;
}
