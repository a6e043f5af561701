using System.Text.Json.Serialization;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>An answer as a class.</summary>
internal sealed record DoublePredictions([property: JsonPropertyName("predictions")] List<DoublePrediction> Predictions);
