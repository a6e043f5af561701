using Scoring.Records;

namespace Scoring.Http.Sending;

/// <summary>Which columns can be written as which inputs, in text.</summary>
internal static class ColumnRules
{
    public static bool TakesType(ElementType input, ElementType column)
    {
        if (input == column) return true;
        if (IsFloating(input)) return IsFloating(column) || IsInteger(column);
        return IsInteger(input) && IsInteger(column);
    }

    public static bool TakesShape(RowShape? input, RowShape column)
    {
        if (input is not { } declared) return true;
        if (column.Rank == 0) return declared.Rank == 0 || (declared.Rank == 1 && declared.Dimensions[0] is RowShape.Any or 1);
        if (column.Rank != declared.Rank) return false;
        for (int i = 0; i < column.Rank; i++)
        {
            if (declared.Dimensions[i] != RowShape.Any && declared.Dimensions[i] != column.Dimensions[i]) return false;
        }

        return true;
    }

    public static bool IsFloating(ElementType type) => type is ElementType.Float16 or ElementType.Float32 or ElementType.Float64;

    public static bool IsInteger(ElementType type) => type is >= ElementType.Int8 and <= ElementType.UInt64;
}
