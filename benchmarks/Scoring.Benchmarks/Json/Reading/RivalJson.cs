using System.Text.Json.Serialization;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>The serialiser's code for the rivals' types.</summary>
[JsonSerializable(typeof(double[][]))]
[JsonSerializable(typeof(float[][]))]
[JsonSerializable(typeof(DoublePredictions))]
[JsonSerializable(typeof(SinglePredictions))]
internal sealed partial class RivalJson : JsonSerializerContext;
