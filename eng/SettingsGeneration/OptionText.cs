using Microsoft.CodeAnalysis;

namespace SettingsGeneration;

/// <summary>The statement that reads an option.</summary>
internal static class OptionText
{
    /// <returns>Null where the option is nothing that a configuration could say, such as a logger.</returns>
    public static string? Read(IPropertySymbol property, string section, string options)
    {
        if (property.DeclaredAccessibility != Accessibility.Public) return null;
        string place = $"{options}.{property.Name}";
        if (property.SetMethod is { DeclaredAccessibility: Accessibility.Public, IsInitOnly: false })
            return ReaderOf(Unwrap(property.Type)) is { } reader ? $"{place} = {section}.{reader}(\"{property.Name}\") ?? {place};" : null;
        return IsCollection(property.Type) ? $"{section}.AddTo({place}, \"{property.Name}\");" : null;
    }

    private static ITypeSymbol Unwrap(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static string? ReaderOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => "Boolean",
        { SpecialType: SpecialType.System_Int32 } => "Int32",
        { SpecialType: SpecialType.System_Int64 } => "Int64",
        { SpecialType: SpecialType.System_Double } => "Double",
        { SpecialType: SpecialType.System_String } => "Text",
        { TypeKind: TypeKind.Enum } => $"Choice<{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>",
        { Name: "TimeSpan", ContainingNamespace.Name: "System" } => "Time",
        _ => null,
    };

    private static bool IsCollection(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) is "ISet<int>" or "IList<string>" or "IDictionary<string, string>" or "IDictionary<string, long>";
}
