namespace Scoring.Build.Graphs;

/// <summary>One input or output of a model's graph.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">What it is: <c>float32</c>, <c>string</c>, <c>sequence of map(int64, float32)</c> …</param>
/// <param name="Dimensions">The declared dimensions, batch axis first, as <c>?,5</c>; empty for a scalar, null when the model declares none.</param>
/// <param name="IsOptional">Whether an input may be left out.</param>
internal sealed record GraphValue(string Name, string Type, string? Dimensions, bool IsOptional = false);
