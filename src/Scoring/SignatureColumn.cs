using System.Diagnostics;
using Scoring.Records;

namespace Scoring;

/// <summary>One input or output as a model describes it.</summary>
/// <param name="Name">Compared ordinally.</param>
/// <param name="Type">What one element is.</param>
/// <param name="Shape">The dimensions of one row, <see cref="RowShape.Any"/> where a size is not known; null when not even their number is.</param>
/// <param name="IsOptional">Whether an input may be left out.</param>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record SignatureColumn(string Name, ElementType Type, RowShape? Shape, bool IsOptional = false)
{
    /// <summary>As messages show it: <c>'features' Float32 [5]</c>.</summary>
    public override string ToString() => $"'{Name}' {Type} {Shape?.ToString() ?? "[...]"}{(IsOptional ? " (optional)" : "")}";
}
