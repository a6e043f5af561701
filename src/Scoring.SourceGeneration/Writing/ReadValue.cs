using Scoring.SourceGeneration.Models;

namespace Scoring.SourceGeneration.Writing;

/// <summary>The expressions that give an output's value as its member takes it.</summary>
internal static class ReadValue
{
    /// <summary>From the reader.</summary>
    public static string FromReader(ColumnModel column)
    {
        string keyword = Keywords.Of(column.Element);
        return column switch
        {
            { IsScalar: false, Form: ValueForm.Text } => "GeneratedBinding.ReadTexts(ref reader)",
            { IsScalar: false } => $"reader.ReadArray<{keyword}>()",
            { Form: ValueForm.Text, IsNullable: true } => "reader.ReadString()",
            { Form: ValueForm.Text } => "GeneratedBinding.ReadText(ref reader)",
            { Form: ValueForm.Enum, AsString: true } => $"{EnumNamesWriter.MethodOf(column)}(reader.ReadUtf8())",
            { Form: ValueForm.DateTime, AsString: true } => "GeneratedBinding.ReadDateTime(ref reader)",
            { Form: ValueForm.DateTimeOffset, AsString: true } => "GeneratedBinding.ReadDateTimeOffset(ref reader)",
            { Form: ValueForm.Date, AsString: true } => "GeneratedBinding.ReadDate(ref reader)",
            _ => From($"reader.Read<{keyword}>()", column),
        };
    }

    /// <summary>From a value of the column's element type.</summary>
    public static string From(string value, ColumnModel column) => column.Form switch
    {
        ValueForm.Enum => $"({column.EnumType}){value}",
        ValueForm.DateTime => $"GeneratedBinding.ToDateTime({value})",
        ValueForm.DateTimeOffset => $"DateTimeOffset.FromUnixTimeMilliseconds({value})",
        ValueForm.Date => $"GeneratedBinding.ToDate({value})",
        _ => column.IsNullable ? $"GeneratedBinding.NullIfNaN({value})" : value,
    };
}
