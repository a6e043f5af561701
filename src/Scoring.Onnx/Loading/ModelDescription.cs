namespace Scoring.Onnx.Loading;

/// <summary>What a session says about its model.</summary>
internal sealed record ModelDescription
{
    public required IReadOnlyList<ValueDescription> Inputs { get; init; }

    public required IReadOnlyList<ValueDescription> Outputs { get; init; }

    /// <summary>Initializers that may be overridden and have no batch axis.</summary>
    public required IReadOnlyList<ValueDescription> Initializers { get; init; }

    public required ModelMetadata Metadata { get; init; }
}
