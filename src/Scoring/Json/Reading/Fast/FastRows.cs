namespace Scoring.Json.Reading.Fast;

/// <summary>Reads the rows of an array that are written as usual, where that is worth trying.</summary>
internal static class FastRows
{
    /// <summary>After so many rows in succession that were not usual the rest is not tried.</summary>
    private const int MaxMisses = 8;

    /// <summary>The longest number that is read here.</summary>
    private const int NumberLength = 21;

    /// <summary>Reads rows that are lists or numbers; how many. The text stands at a row, before and after.</summary>
    public static int ReadLists(ref Frame frame, int row, byte first)
    {
        if (!IsWorthTrying(frame) || first is (byte)'{' or (byte)'"') return 0;
        int rows = frame.Rows.Capacity - row, columns = frame.Schema.ColumnCount;
        if (columns == 1 && (frame.Column(0).Schema.Shape.Rank > 1 || (first != (byte)'[' && frame.Column(0).ElementsPerRow != 1))) return 0;
        return Count(ref frame, columns == 1 ? ReadVectors(ref frame, row, rows) : first == (byte)'[' ? ReadCells(ref frame, row, rows) : 0);
    }

    /// <summary>Reads rows that are records; how many. The text stands behind a record, before and after.</summary>
    public static int ReadRecords(ref Frame frame, int row)
    {
        if (!IsWorthTrying(frame)) return 0;
        int rows = frame.Rows.Capacity - row;
        return Count(ref frame, frame.Schema.Tier switch
        {
            JsonTier.Vector512 => FastRecords.Read<VectorDigits<Vector512Digits>>(ref frame, row, rows),
            JsonTier.Vector256 => FastRecords.Read<VectorDigits<Vector256Digits>>(ref frame, row, rows),
            JsonTier.Vector128 => FastRecords.Read<VectorDigits<Vector128Digits>>(ref frame, row, rows),
            _ => FastRecords.Read<SwarDigits>(ref frame, row, rows),
        });
    }

    private static int ReadVectors(ref Frame frame, int row, int rows)
    {
        ColumnBuffer column = frame.Column(0);
        return frame.Schema.Tier switch
        {
            JsonTier.Vector512 => FastVectors.Read<VectorDigits<Vector512Digits>>(ref frame.Text, column, row, rows),
            JsonTier.Vector256 => FastVectors.Read<VectorDigits<Vector256Digits>>(ref frame.Text, column, row, rows),
            JsonTier.Vector128 => FastVectors.Read<VectorDigits<Vector128Digits>>(ref frame.Text, column, row, rows),
            _ => FastVectors.Read<SwarDigits>(ref frame.Text, column, row, rows),
        };
    }

    private static int ReadCells(ref Frame frame, int row, int rows) => frame.Schema.Tier switch
    {
        JsonTier.Vector512 => FastLists.Read<VectorDigits<Vector512Digits>>(ref frame, row, rows),
        JsonTier.Vector256 => FastLists.Read<VectorDigits<Vector256Digits>>(ref frame, row, rows),
        JsonTier.Vector128 => FastLists.Read<VectorDigits<Vector128Digits>>(ref frame, row, rows),
        _ => FastLists.Read<SwarDigits>(ref frame, row, rows),
    };

    private static bool IsWorthTrying(in Frame frame) =>
        frame.Misses < MaxMisses
        && frame.Text.Bytes.Length - frame.Text.Position >= FastText.Reach
        && frame.Text.Depth < frame.Schema.Options.MaxDepth
        && frame.Schema.Options.MaxNumberBytes >= NumberLength;

    private static int Count(ref Frame frame, int read)
    {
        frame.Misses = read > 0 ? 0 : frame.Misses + 1;
        return read;
    }
}
