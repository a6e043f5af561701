using Scoring.Records;
using Scoring.SourceGeneration.Collections;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>A column of a row or result as it is held against a model.</summary>
/// <param name="Name">Empty for a model's only one.</param>
/// <param name="Element">What its values are.</param>
/// <param name="Shape">The dimensions of one row, <see cref="AnySize"/> where the model decides; null when it decides all of it.</param>
/// <param name="Location">The member.</param>
internal sealed record CheckedColumn(string Name, ElementType Element, EquatableArray<int>? Shape, LocationInfo? Location)
{
    public const int AnySize = -1;

    public RowDimensions Dimensions => new(Shape is { } shape ? [.. shape] : null);

    /// <summary>As the messages of a client show it: <c>'distance' Float32 []</c>.</summary>
    public override string ToString() => $"'{Name}' {Element} {Dimensions}";
}
