using Microsoft.CodeAnalysis;

namespace Scoring.SourceGeneration.Reading;

/// <summary>Chooses the constructor by which results are made.</summary>
internal static class ResultConstructor
{
    /// <summary>The members that are its parameters, in order; null when no constructor will do.</summary>
    public static List<BindableMember>? Find(INamedTypeSymbol type, List<BindableMember> members)
    {
        List<BindableMember>? best = null;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)) continue;
            if (Arguments(constructor, members) is { } arguments && (best is null || arguments.Count > best.Count)) best = arguments;
        }

        return best;
    }

    /// <summary>Null when a parameter has no member of its name and type.</summary>
    private static List<BindableMember>? Arguments(IMethodSymbol constructor, List<BindableMember> members)
    {
        var arguments = new List<BindableMember>();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (members.Find(member => Fits(member, parameter)) is not { } found || arguments.Contains(found)) return null;
            arguments.Add(found);
        }

        return arguments;
    }

    private static bool Fits(BindableMember member, IParameterSymbol parameter) =>
        !member.Attributes.IsIgnored &&
        parameter.RefKind is RefKind.None or RefKind.In &&
        string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) &&
        SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type);
}
