using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Scoring.SourceGeneration.Models;

namespace Scoring.SourceGeneration.Reading;

/// <summary>Reads the texts that stand for an enum's members.</summary>
internal static class EnumReader
{
    /// <summary>By value, the first member of each.</summary>
    public static List<EnumName> Names(ITypeSymbol type)
    {
        ITypeSymbol value = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        return [.. value.GetMembers().OfType<IFieldSymbol>()
            .Where(static f => f.HasConstantValue)
            .GroupBy(static f => f.ConstantValue)
            .Select(static values => values.First())
            .Select(static f => new EnumName(
                $"{f.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{(SyntaxFacts.GetKeywordKind(f.Name) == SyntaxKind.None ? "" : "@")}{f.Name}",
                new MemberAttributes(f.GetAttributes()).Name ?? f.Name))];
    }
}
