using System.Text.Json.Serialization;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>One row of an answer as a class.</summary>
internal sealed record SinglePrediction([property: JsonPropertyName("score")] float Score, [property: JsonPropertyName("label")] long Label);
