using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Reading;

/// <summary>A property or field that may be a column.</summary>
internal sealed class BindableMember
{
    private readonly ISymbol _symbol;
    private readonly IMethodSymbol? _getter, _setter;

    public BindableMember(IPropertySymbol property, IEnumerable<AttributeData> parameterAttributes)
    {
        _symbol = property;
        (_getter, _setter) = (property.GetMethod, property.SetMethod);
        Type = property.Type;
        Attributes = new MemberAttributes(property.GetAttributes().Concat(parameterAttributes));
        IsRequired = property.IsRequired;
        IsStored = property.DeclaringSyntaxReferences.All(static reference => HoldsAValue(reference.GetSyntax()));
        CanBeRead = IsVisible && IsReachable(_getter);
        CanBeSet = IsVisible && IsReachable(_setter);
    }

    public BindableMember(IFieldSymbol field)
    {
        _symbol = field;
        Type = field.Type;
        Attributes = new MemberAttributes(field.GetAttributes());
        IsRequired = field.IsRequired;
        IsStored = true;
        CanBeRead = IsVisible;
        CanBeSet = IsVisible && !field.IsReadOnly;
    }

    public string Name => _symbol.Name;

    /// <summary>The name as C# writes it.</summary>
    public string Identifier => SyntaxFacts.GetKeywordKind(Name) == SyntaxKind.None ? Name : "@" + Name;

    /// <summary>As messages show it: <c>Trip.Distance</c>.</summary>
    public string FullName => $"{_symbol.ContainingType.Name}.{Name}";

    public ITypeSymbol Type { get; }

    public MemberAttributes Attributes { get; }

    public bool IsRequired { get; }

    /// <summary>Whether it does nothing but hold a value.</summary>
    public bool IsStored { get; }

    public bool CanBeRead { get; }

    public bool CanBeSet { get; }

    public LocationInfo? Location => LocationInfo.From(_symbol.Locations.FirstOrDefault());

    /// <summary>Public, or internal and named as a column.</summary>
    private bool IsVisible => _symbol.DeclaredAccessibility == Accessibility.Public || (IsReachable(_symbol) && Attributes.Mapping is not null);

    private static bool IsReachable(ISymbol? symbol) =>
        symbol?.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    /// <summary>A record's parameter, or a property whose getter has no code of its own.</summary>
    private static bool HoldsAValue(SyntaxNode node) =>
        node is ParameterSyntax ||
        (node is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } &&
            accessors.Accessors.All(static a => a is { Body: null, ExpressionBody: null }));
}
