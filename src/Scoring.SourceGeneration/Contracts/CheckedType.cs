using Scoring.SourceGeneration.Collections;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>A row or result as it is held against a model.</summary>
internal sealed record CheckedType
{
    public required string Name { get; init; }

    /// <summary>With its namespace.</summary>
    public required string FullName { get; init; }

    public required bool IsResult { get; init; }

    public required bool AllowNarrowing { get; init; }

    public required LocationInfo? Location { get; init; }

    /// <summary>Null when the type cannot be mapped, which has been said already.</summary>
    public required EquatableArray<CheckedColumn>? Columns { get; init; }

    public string ColumnList => string.Join(", ", Columns!.Value.Select(static c => c.ToString()));
}
