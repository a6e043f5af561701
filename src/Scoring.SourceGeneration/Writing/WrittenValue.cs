using Scoring.Records;
using Scoring.SourceGeneration.Models;

namespace Scoring.SourceGeneration.Writing;

/// <summary>The expressions that give a member's value as its column takes it.</summary>
internal static class WrittenValue
{
    /// <summary>One value of the column's own element type, nullable where the member is.</summary>
    public static string Own(ColumnModel column)
    {
        string member = $"row.{column.Member}";
        string keyword = Keywords.Of(column.Element);
        return column.Form switch
        {
            ValueForm.Enum => $"({keyword}{(column.IsNullable ? "?" : "")}){member}",
            ValueForm.DateTime or ValueForm.DateTimeOffset or ValueForm.Date =>
                column.IsNullable ? $"{member} is {{ }} {Local(column)} ? {Count(column, Local(column))} : ({keyword}?)null" : Count(column, member),
            _ => member,
        };
    }

    /// <summary>One value as an element of a column of this type, to which it converts without loss or is converted as a client would.</summary>
    public static string As(ElementType target, ColumnModel column)
    {
        string own = Own(column);
        string keyword = Keywords.Of(target);
        if (column.Element == target) return column.IsNullable ? $"{own} ?? {keyword}.NaN" : own;
        if (!column.IsNullable) return Convert(own);
        string member = $"row.{column.Member}";
        if (column.Form is not (ValueForm.Number or ValueForm.Enum)) return $"{member} is {{ }} {Local(column)} ? {Count(column, Local(column))} : {keyword}.NaN";
        return column.Element is ElementType.Float16 or ElementType.Boolean ? $"{member} is {{ }} {Local(column)} ? {Convert(Local(column))} : {keyword}.NaN" : $"{own} ?? {keyword}.NaN";

        string Convert(string value) => column.Element switch
        {
            ElementType.Float16 => $"({keyword}){value}",
            ElementType.Boolean => column.IsNullable ? $"({value} ? 1 : 0)" : $"{value} ? 1 : 0",
            _ => value,
        };
    }

    /// <summary>The statement that writes a column by itself.</summary>
    public static string Statement(ColumnModel column)
    {
        string member = $"row.{column.Member}";
        return column switch
        {
            { Holding: Holding.Array, Form: ValueForm.Text } => $"foreach (string? text in {member}) writer.Write(text);",
            { Holding: Holding.Array } => $"writer.Write<{Keywords.Of(column.Element)}>({member});",
            { Holding: Holding.Memory } => $"writer.Write<{Keywords.Of(column.Element)}>({member}.Span);",
            { Holding: Holding.ImmutableArray } => $"writer.Write<{Keywords.Of(column.Element)}>({member}.AsSpan());",
            { Holding: Holding.Nested } => $"GeneratedBinding.WriteNested({member}, {column.Shape!.Value[1]}, ref writer);",
            { AsString: true, IsNullable: true } => $"if ({member} is {{ }} {Local(column)}) {Text(column, Local(column))}\nelse writer.Write((string?)null);",
            { AsString: true } => Text(column, member),
            _ => $"writer.Write({Own(column)});",
        };
    }

    private static string Text(ColumnModel column, string value) => column.Form == ValueForm.Enum
        ? $"writer.WriteUtf8({EnumNamesWriter.MethodOf(column)}({value}));"
        : $"GeneratedBinding.WriteText({value}, ref writer);";

    private static string Count(ColumnModel column, string value) => column.Form switch
    {
        ValueForm.DateTime => $"GeneratedBinding.ToUnixMilliseconds({value})",
        ValueForm.DateTimeOffset => $"{value}.ToUnixTimeMilliseconds()",
        _ => $"GeneratedBinding.ToUnixDays({value})",
    };

    /// <summary>A variable for the value that is there.</summary>
    private static string Local(ColumnModel column) => $"{column.Variable}Value";
}
