using Scoring.Records;

namespace Scoring.Json.Reading.Fast;

/// <summary>A column with one element per row, as the fast readers need it.</summary>
/// <param name="Address">The element of row 0.</param>
/// <param name="Column">The column's position.</param>
/// <param name="Type">The element's type.</param>
/// <param name="Start">For records: where the text that stands before the value was seen first.</param>
/// <param name="Length">For records: how long that text is.</param>
internal readonly record struct FastCell(nint Address, int Column, ElementType Type, int Start, int Length)
{
    /// <summary>Whether a column is read by the fast readers, where it is one of several.</summary>
    public static bool Supports(ColumnBuffer column) => column.ElementsPerRow == 1
        && column.Type is ElementType.Float64 or ElementType.Float32 or ElementType.Int64 or ElementType.Int32 or ElementType.String or ElementType.Boolean;
}
