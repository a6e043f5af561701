using System.Diagnostics;

namespace Scoring.Records;

/// <summary>The name, element type and row shape of one column.</summary>
/// <param name="Name">Compared ordinally. May be empty for the one column of a bare array.</param>
/// <param name="Type">What one element is.</param>
/// <param name="Shape">The dimensions of one row; <c>[]</c>, a scalar, when left out.</param>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record ColumnSchema(string Name, ElementType Type, RowShape Shape = default)
{
    /// <summary>As messages show it: <c>'distance' Float32 []</c>.</summary>
    public override string ToString() => $"'{Name}' {Type} {Shape}";
}
