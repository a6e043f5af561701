using System.Diagnostics.CodeAnalysis;
using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>The messages of errors in writing, kept out of hot methods.</summary>
internal static class JsonWriteThrow
{
    [DoesNotReturn]
    public static void NotFinite(RecordBatch rows, FrameColumn column, int element)
    {
        int row = (element / column.ElementsPerRow) - rows.StartRow;
        string place = column.ElementsPerRow == 1 ? "" : $", element {element % column.ElementsPerRow},";
        throw new ArgumentException(
            $"Row {row}{place} of column {rows.Schema.Columns[column.Index]} is NaN or infinite, and JSON has no such numbers. " +
            $"Give the value, or set {nameof(JsonFrameWriterOptions)}.{nameof(JsonFrameWriterOptions.NonFinite)} to {nameof(NonFiniteHandling.Null)} or {nameof(NonFiniteHandling.Literal)}, " +
            "whichever the receiver takes.",
            nameof(rows));
    }

    [DoesNotReturn]
    public static void OtherSchema(RecordBatch rows, RecordSchema expected) =>
        throw new ArgumentException($"The batch has {rows.Schema}; this writer was made for {expected}. Make a writer for each schema.", nameof(rows));
}
