namespace Scoring.Benchmarks.Json.Writing;

/// <summary>A batch to be written.</summary>
internal sealed record WriteCase(string Group, string Name, int Values, int Bytes, IReadOnlyList<JsonContender> Contenders) : IJsonCase;
