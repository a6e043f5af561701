using System.Diagnostics;

namespace Scoring.Onnx;

/// <summary>The load report: what was loaded, how it will be run, and what its user should know.</summary>
/// <remarks>Immutable. Got by <see cref="OnnxScoringClient.Info"/> or by asking any client around it for this type.</remarks>
[DebuggerDisplay("{Name,nq}")]
public sealed record OnnxModelInfo
{
    /// <summary>The file's name without its folder, or the name given for a model in memory.</summary>
    public required string Name { get; init; }

    /// <summary>Size of the model file in bytes, without external data.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>What the model takes, as declared.</summary>
    public required IReadOnlyList<OnnxValueInfo> Inputs { get; init; }

    /// <summary>What the model gives, as declared; only the outputs asked for.</summary>
    public required IReadOnlyList<OnnxValueInfo> Outputs { get; init; }

    /// <summary>Initializers that callers of the runtime could override; this client leaves them as the model has them.</summary>
    public required IReadOnlyList<OnnxValueInfo> OverridableInitializers { get; init; }

    /// <summary>The size at which the batch axis is fixed; null when it is free.</summary>
    public required int? FixedBatchSize { get; init; }

    /// <summary>Most rows that are run together; null when there is no limit.</summary>
    public required int? RowsPerRun { get; init; }

    /// <summary>Whether rows that are run together give what each gives alone.</summary>
    public required OnnxBatchProbeResult BatchProbe { get; init; }

    /// <summary>How many requests run at once.</summary>
    public required int Lanes { get; init; }

    /// <summary>Whether all lanes share one session.</summary>
    public required bool SharesSession { get; init; }

    /// <summary>The version of ONNX Runtime that was loaded.</summary>
    public required string RuntimeVersion { get; init; }

    /// <summary>The native library's file.</summary>
    public required string RuntimeLibrary { get; init; }

    /// <summary>The tool that wrote the model.</summary>
    public string? ProducerName { get; init; }

    /// <summary>The graph's name.</summary>
    public string? GraphName { get; init; }

    /// <summary>The model's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>The model's description.</summary>
    public string? Description { get; init; }

    /// <summary>The model's own version number; 0 when it has none.</summary>
    public long ModelVersion { get; init; }

    /// <summary>The model's other metadata.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>What makes this model slower or more fragile than it could be, each with its remedy.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
