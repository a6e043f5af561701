using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scoring.SourceGeneration.Reading;

/// <summary>Finds the members of a type that may be columns, in the order in which they are declared, those of base types first.</summary>
internal static class MemberFinder
{
    public static List<BindableMember> Find(INamedTypeSymbol type)
    {
        var members = new List<BindableMember>();
        foreach (INamedTypeSymbol declaring in Hierarchy(type))
        {
            foreach (ISymbol symbol in declaring.GetMembers())
            {
                if (TryCreate(declaring, symbol) is not { } member) continue;
                int hidden = members.FindIndex(other => other.Name == member.Name);
                if (hidden < 0) members.Add(member);
                else members[hidden] = member;
            }
        }

        return members;
    }

    private static Stack<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? t = type; t is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; t = t.BaseType) types.Push(t);
        return types;
    }

    private static BindableMember? TryCreate(INamedTypeSymbol type, ISymbol symbol) => symbol switch
    {
        { IsStatic: true } => null,
        IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true, Name: not "EqualityContract" } property =>
            new BindableMember(property, ParameterAttributes(type, property)),
        IFieldSymbol { IsImplicitlyDeclared: false } field => new BindableMember(field),
        _ => null,
    };

    private static IEnumerable<AttributeData> ParameterAttributes(INamedTypeSymbol type, IPropertySymbol property) =>
        type.IsRecord && property.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is ParameterSyntax)
            ? type.InstanceConstructors
                .SelectMany(static c => c.Parameters)
                .Where(p => p.Name == property.Name && p.DeclaringSyntaxReferences.Any(r => property.DeclaringSyntaxReferences.Contains(r, SameSyntax.Instance)))
                .SelectMany(static p => p.GetAttributes())
            : [];
}
