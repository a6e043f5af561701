using Scoring.Records;
using Scoring.SourceGeneration.Collections;

namespace Scoring.SourceGeneration.Models;

/// <summary>One column and the member it stands for.</summary>
internal sealed record ColumnModel
{
    /// <summary>The member's name as C# writes it.</summary>
    public required string Member { get; init; }

    /// <summary>What variables of the member's values are called after, unlike those of any other member.</summary>
    public string Variable { get; init; } = "";

    /// <summary>The input's or output's name; empty for a result's only one.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are in a batch.</summary>
    public required ElementType Element { get; init; }

    public required ValueForm Form { get; init; }

    public Holding Holding { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>Whether an enum or a date travels as text.</summary>
    public bool AsString { get; init; }

    /// <summary>The dimensions of one row; null when neither a shape nor the member says them.</summary>
    public EquatableArray<int>? Shape { get; init; }

    /// <summary>An enum as C# writes it; empty otherwise.</summary>
    public string EnumType { get; init; } = "";

    /// <summary>Of an enum that travels as text.</summary>
    public EquatableArray<EnumName> EnumNames { get; init; }

    /// <summary>Whether the member is a field, or a property that does nothing but hold a value.</summary>
    public bool IsStored { get; init; }

    public bool IsScalar => Holding == Holding.One;

    public bool IsFloating => Element is ElementType.Float32 or ElementType.Float64 or ElementType.Float16;

    /// <summary>Whether it is one value that is written without a look at what its column takes: a number or bool, never missing where the column cannot hold that.</summary>
    public bool IsPlain => IsScalar && Element != ElementType.String && (!IsNullable || IsFloating);
}
