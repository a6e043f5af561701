using System.Text.Json.Serialization;

namespace Scoring.Benchmarks.Json.Data;

/// <summary>What <see cref="System.Text.Json.JsonSerializer"/> knows at compile time.</summary>
[JsonSerializable(typeof(float[][]))]
[JsonSerializable(typeof(double[][]))]
[JsonSerializable(typeof(ShortTrip[]))]
[JsonSerializable(typeof(LongTrip[]))]
internal sealed partial class TripJson : JsonSerializerContext;
