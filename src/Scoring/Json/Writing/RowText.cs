namespace Scoring.Json.Writing;

/// <summary>What stands around the values of rows that are written one after the other.</summary>
internal sealed class RowText
{
    /// <summary>Before the first value of the first row.</summary>
    public required byte[] Open { get; init; }

    /// <summary>Between the last value of a row and the first of the next; or, where rows have numbers, up to the number.</summary>
    public required byte[] NextRow { get; init; }

    /// <summary>Behind the number of a row; empty where rows have none.</summary>
    public byte[] AfterNumber { get; init; } = [];

    /// <summary>Before each value but the first of a row, by column; the first is empty.</summary>
    public required byte[][] Before { get; init; }

    /// <summary>After the last value of the last row.</summary>
    public required byte[] Close { get; init; }

    /// <summary>All there is when there are no rows.</summary>
    public required byte[] Empty { get; init; }

    public bool HasNumbers => AfterNumber.Length > 0;

    /// <summary>Rows that are arrays.</summary>
    public static RowText Arrays(FrameColumn[] columns) => new()
    {
        Open = "[["u8.ToArray(),
        NextRow = "],["u8.ToArray(),
        Before = [.. columns.Select(static (_, i) => i == 0 ? [] : ","u8.ToArray())],
        Close = "]]"u8.ToArray(),
        Empty = "[]"u8.ToArray(),
    };

    /// <summary>Rows that are objects.</summary>
    public static RowText Objects(FrameColumn[] columns) => new()
    {
        Open = [.. "[{"u8, .. columns[0].QuotedName, (byte)':'],
        NextRow = [.. "},{"u8, .. columns[0].QuotedName, (byte)':'],
        Before = BeforeNames(columns),
        Close = "}]"u8.ToArray(),
        Empty = "[]"u8.ToArray(),
    };

    /// <summary>Rows that are objects, by their number.</summary>
    public static RowText NumberedObjects(FrameColumn[] columns) => new()
    {
        Open = [.. "{\"0\":{"u8, .. columns[0].QuotedName, (byte)':'],
        NextRow = "},\""u8.ToArray(),
        AfterNumber = [.. "\":{"u8, .. columns[0].QuotedName, (byte)':'],
        Before = BeforeNames(columns),
        Close = "}}"u8.ToArray(),
        Empty = "{}"u8.ToArray(),
    };

    /// <summary>The values of one column, by the number of their row.</summary>
    public static RowText NumberedValues() => new()
    {
        Open = "{\"0\":"u8.ToArray(),
        NextRow = ",\""u8.ToArray(),
        AfterNumber = "\":"u8.ToArray(),
        Before = [[]],
        Close = "}"u8.ToArray(),
        Empty = "{}"u8.ToArray(),
    };

    private static byte[][] BeforeNames(FrameColumn[] columns) =>
        [.. columns.Select(static (column, i) => i == 0 ? Array.Empty<byte>() : [(byte)',', .. column.QuotedName, (byte)':'])];
}
