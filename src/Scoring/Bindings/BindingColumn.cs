using System.Diagnostics;
using Scoring.Records;

namespace Scoring.Bindings;

/// <summary>One column that a binding writes or reads.</summary>
/// <param name="Name">The input's or output's name. Empty: the only one there is.</param>
/// <param name="Type">The .NET side's element type; null when it is seen only as values are written or read.</param>
/// <param name="Shape">The dimensions of one row, <see cref="RowShape.Any"/> where the model decides; null when the model decides all of it.</param>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record BindingColumn(string Name, ElementType? Type = null, RowShape? Shape = null)
{
    /// <summary>A column of which only the name is known beforehand, as the model has it.</summary>
    public static implicit operator BindingColumn(string name) => new(name);

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static BindingColumn FromString(string name) => new(name);

    /// <summary>As messages show it: <c>'distance' Float32 []</c>.</summary>
    public override string ToString() => $"'{Name}' {Type?.ToString() ?? "any type"} {Shape?.ToString() ?? "any shape"}";
}
