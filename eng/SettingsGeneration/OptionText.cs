using Microsoft.CodeAnalysis;

namespace SettingsGeneration;

/// <summary>The statements that read options. What a configuration cannot say, such as a logger, is none of them.</summary>
internal static class OptionText
{
    public static bool IsValue(IPropertySymbol property) =>
        property is { DeclaredAccessibility: Accessibility.Public, SetMethod: { DeclaredAccessibility: Accessibility.Public, IsInitOnly: false } } && ReaderOf(property.Type) is not null;

    public static bool IsCollection(IPropertySymbol property) => property.DeclaredAccessibility == Accessibility.Public
        && property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) is "ISet<int>" or "IList<string>" or "IDictionary<string, string>" or "IDictionary<string, long>";

    public static string ReadValue(IPropertySymbol property, string section, string options) =>
        $"{options}.{property.Name} = {section}.{ReaderOf(property.Type)}(\"{property.Name}\") ?? {options}.{property.Name};";

    public static string ReadCollection(IPropertySymbol property, string section, string options) => $"{section}.AddTo({options}.{property.Name}, \"{property.Name}\");";

    public static IEnumerable<string> Expect(string section, string method, IReadOnlyCollection<IPropertySymbol> properties) =>
        properties.Count == 0 ? [] : [$"{section}.{method}({string.Join(", ", properties.Select(static property => $"\"{property.Name}\""))});"];

    private static string? ReaderOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => ReaderOf(nullable.TypeArguments[0]),
        { SpecialType: SpecialType.System_Boolean } => "Boolean",
        { SpecialType: SpecialType.System_Int32 } => "Int32",
        { SpecialType: SpecialType.System_Int64 } => "Int64",
        { SpecialType: SpecialType.System_Double } => "Double",
        { SpecialType: SpecialType.System_String } => "Text",
        { TypeKind: TypeKind.Enum } => $"Choice<{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>",
        { Name: "TimeSpan", ContainingNamespace.Name: "System" } => "Time",
        _ => null,
    };
}
