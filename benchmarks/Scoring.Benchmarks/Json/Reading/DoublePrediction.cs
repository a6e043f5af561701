using System.Text.Json.Serialization;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>One row of an answer as a class.</summary>
internal sealed record DoublePrediction([property: JsonPropertyName("score")] double Score, [property: JsonPropertyName("label")] long Label);
