using Microsoft.CodeAnalysis;
using Scoring.Records;

namespace Scoring.SourceGeneration.Reading;

/// <summary>Finds the element type of a C# type.</summary>
internal static class ElementReader
{
    /// <summary>Of a number, bool or string; null for any other type.</summary>
    public static ElementType? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Float32,
        SpecialType.System_Double => ElementType.Float64,
        SpecialType.System_SByte => ElementType.Int8,
        SpecialType.System_Int16 => ElementType.Int16,
        SpecialType.System_Int32 => ElementType.Int32,
        SpecialType.System_Int64 => ElementType.Int64,
        SpecialType.System_Byte => ElementType.UInt8,
        SpecialType.System_UInt16 => ElementType.UInt16,
        SpecialType.System_UInt32 => ElementType.UInt32,
        SpecialType.System_UInt64 => ElementType.UInt64,
        SpecialType.System_Boolean => ElementType.Boolean,
        SpecialType.System_String => ElementType.String,
        _ => IsSystem(type, "Half") ? ElementType.Float16 : null,
    };

    public static bool IsSystem(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
