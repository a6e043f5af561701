using Scoring.SourceGeneration.Models;

namespace Scoring.SourceGeneration.Writing;

/// <summary>Writes the methods that turn enums into text and text into enums.</summary>
internal static class EnumNamesWriter
{
    /// <summary>The method of a column's enum.</summary>
    public static string MethodOf(ColumnModel column) => (column.Member.StartsWith("@", StringComparison.Ordinal) ? column.Member.Substring(1) : column.Member) + "Text";

    public static void WriteToText(ColumnModel column, CodeText code)
    {
        code.Line().Line($"private static ReadOnlySpan<byte> {MethodOf(column)}({column.EnumType} value) => value switch");
        code.Line("{");
        foreach (EnumName name in column.EnumNames) code.Under($"{name.Member} => {CodeText.Quote(name.Text)}u8,");
        code.Under("_ => throw new ArgumentOutOfRangeException(nameof(value), value, \"The enum has no such member.\"),");
        code.Line("};");
    }

    public static void WriteFromText(ColumnModel column, CodeText code)
    {
        code.Line().Open($"private static {column.EnumType} {MethodOf(column)}(ReadOnlySpan<byte> text)");
        foreach (EnumName name in column.EnumNames) code.Line($"if (text.SequenceEqual({CodeText.Quote(name.Text)}u8)) return {name.Member};");
        code.Line($"throw GeneratedBinding.UnknownName(text, {CodeText.Quote(column.EnumType.Replace("global::", ""))});");
        code.Close();
    }
}
