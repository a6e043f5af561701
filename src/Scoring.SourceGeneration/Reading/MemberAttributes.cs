using Microsoft.CodeAnalysis;

namespace Scoring.SourceGeneration.Reading;

/// <summary>The attributes of a member, or of the record parameter that it comes from.</summary>
internal sealed class MemberAttributes
{
    private const string Namespace = "Scoring.Bindings";

    private readonly AttributeData? _column, _shape, _ignore;

    public MemberAttributes(IEnumerable<AttributeData> attributes)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.AttributeClass is not { } type || type.ContainingNamespace.ToDisplayString() != Namespace) continue;
            if (type.Name == "ColumnAttribute") _column = attribute;
            else if (type.Name == "ShapeAttribute") _shape = attribute;
            else if (type.Name == "IgnoreAttribute") _ignore = attribute;
        }
    }

    /// <summary>The name given to the column; null when none is.</summary>
    public string? Name => _column is { ConstructorArguments.Length: 1 } column ? column.ConstructorArguments[0].Value as string : null;

    public bool AsString => _column?.NamedArguments.Any(static a => a is { Key: "AsString", Value.Value: true }) == true;

    public bool IsColumn => _column is not null;

    public bool IsIgnored => _ignore is not null;

    /// <summary>The dimensions given; null when there is no shape.</summary>
    public int[]? Shape => _shape is { ConstructorArguments.Length: 1 } shape && shape.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, IsNull: false } sizes
        ? [.. sizes.Values.Select(static d => d.Value is int size ? size : 0)]
        : null;

    /// <summary>What says that the member is to be mapped, as messages call it; null when nothing does.</summary>
    public string? Mapping => _column is not null ? "Column" : _shape is not null ? "Shape" : null;

    public Location? MappingLocation => LocationOf(_column ?? _shape);

    public Location? ColumnLocation => LocationOf(_column);

    public Location? ShapeLocation => LocationOf(_shape);

    private static Location? LocationOf(AttributeData? attribute) => attribute?.ApplicationSyntaxReference?.GetSyntax().GetLocation();
}
