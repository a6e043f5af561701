using System.Collections.Immutable;
using System.Diagnostics;

namespace Scoring;

/// <summary>What a model takes and gives, and how it wants to be asked.</summary>
/// <remarks>Immutable.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record ScoringSignature
{
    /// <summary>The model's name, for messages.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model's version, where it has one.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>How it is reached, for metrics and spans: <c>onnx</c> in this process, <c>http</c>; null where the leaf does not say.</summary>
    public string? Transport { get; init; }

    /// <summary>What the model takes, in its order.</summary>
    public required ImmutableArray<SignatureColumn> Inputs { get; init; }

    /// <summary>What the model gives, in its order: the columns of a response.</summary>
    public required ImmutableArray<SignatureColumn> Outputs { get; init; }

    /// <summary>How many requests run at once: a local model's lanes. Null when the leaf sets no limit.</summary>
    public int? MaxConcurrentRequests { get; init; }

    /// <summary>The most rows that the model itself runs together; null when it sets no limit. A request may hold more: the leaf cuts it.</summary>
    public int? MaxRowsPerRun { get; init; }

    /// <summary>Name, inputs and outputs as messages show them.</summary>
    public override string ToString() => $"{ModelName}: ({string.Join(", ", Inputs)}) → ({string.Join(", ", Outputs)})";
}
