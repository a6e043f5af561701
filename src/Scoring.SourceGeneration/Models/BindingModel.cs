using Scoring.SourceGeneration.Collections;

namespace Scoring.SourceGeneration.Models;

/// <summary>All that the code of one binding depends on, and no more: where it stands in a file is not among it.</summary>
internal sealed record BindingModel
{
    /// <summary>The type's namespace; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The type's name without its namespace, those of the types around it included: <c>Outer.Trip</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The type as C# writes it anywhere.</summary>
    public required string FullName { get; init; }

    public required bool IsResult { get; init; }

    public required bool IsUnmanaged { get; init; }

    public required bool AllowNarrowing { get; init; }

    /// <summary>Whether the assembly sees the internals of Scoring, so that what it overrides is internal to it too.</summary>
    public required bool SeesInternals { get; init; }

    /// <summary>In the order in which they are written or read.</summary>
    public required EquatableArray<ColumnModel> Columns { get; init; }

    /// <summary>How many columns, from the first on, are a result's constructor's arguments.</summary>
    public int Arguments { get; init; }

    /// <summary>The type's name in the generated code.</summary>
    public string Alias => Path.Substring(Path.LastIndexOf('.') + 1);

    public string ClassName => Path.Replace('.', '_') + (IsResult ? "ScoreBinding" : "RowBinding");

    public string FileName => $"{(Namespace.Length == 0 ? "" : Namespace + ".")}{Path}.{(IsResult ? "ScoreBinding" : "RowBinding")}.g.cs";
}
