using System.Diagnostics;

namespace Scoring.Onnx;

/// <summary>An input or output as the model file declares it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">What it is: <c>float32</c>, <c>string</c>, <c>sequence of map(int64, float32)</c> …</param>
/// <param name="Dimensions">The declared dimensions, batch axis first: a number, a symbolic name, or <c>?</c>; empty when the model declares none.</param>
/// <param name="IsOptional">Whether an input may be left out.</param>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record OnnxValueInfo(string Name, string Type, IReadOnlyList<string> Dimensions, bool IsOptional = false)
{
    /// <summary>As a report shows it: <c>features float32[N, 5]</c>.</summary>
    public override string ToString() => $"{Name} {Type}{(Dimensions.Count == 0 ? "" : $"[{string.Join(", ", Dimensions)}]")}{(IsOptional ? " (optional)" : "")}";
}
