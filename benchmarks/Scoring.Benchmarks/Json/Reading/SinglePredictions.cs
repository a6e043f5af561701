using System.Text.Json.Serialization;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>An answer as a class.</summary>
internal sealed record SinglePredictions([property: JsonPropertyName("predictions")] List<SinglePrediction> Predictions);
