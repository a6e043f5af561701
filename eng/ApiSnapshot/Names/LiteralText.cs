using System.Globalization;

namespace ApiSnapshot.Names;

/// <summary>Constants and default values as C# writes them.</summary>
internal static class LiteralText
{
    public static string Of(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null) return type.IsValueType && target == type ? "default" : "null";
        return target.IsEnum ? OfEnum(Enum.ToObject(target, value)) : Of(value);
    }

    private static string Of(object value) => value switch
    {
        string text => $"\"{Escape(text)}\"",
        char character => $"'{Escape(character.ToString())}'",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string OfEnum(object value) =>
        string.Join(" | ", value.ToString()!.Split(", ").Select(name => char.IsLetter(name[0]) ? $"{value.GetType().Name}.{name}" : name));

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\0", "\\0", StringComparison.Ordinal);
}
