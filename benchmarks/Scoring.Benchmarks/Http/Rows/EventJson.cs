using System.Text.Json.Serialization;

namespace Scoring.Benchmarks.Http.Rows;

/// <summary>What <see cref="System.Text.Json.JsonSerializer"/> knows at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventList))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class EventJson : JsonSerializerContext;
