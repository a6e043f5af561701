namespace Scoring.Onnx.Loading;

/// <summary>What a model's author wrote into it.</summary>
internal sealed record ModelMetadata(
    string? ProducerName, string? GraphName, string? Domain, string? Description, long Version, IReadOnlyDictionary<string, string> Custom);
