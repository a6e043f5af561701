using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Tests.Fakes;

/// <summary>Signatures of a model named <c>fares</c>.</summary>
internal static class Signatures
{
    public const string Model = "fares";

    public static SignatureColumn OneScore { get; } = new("score", ElementType.Float32, []);

    public static SignatureColumn OneRow { get; } = new("row", ElementType.Float32, []);

    /// <summary>A model with these inputs and one Float32 output.</summary>
    public static ScoringSignature Taking(params ImmutableArray<SignatureColumn> inputs) => new() { ModelName = Model, Inputs = inputs, Outputs = [OneScore] };

    /// <summary>A model with these outputs and one Float32 input.</summary>
    public static ScoringSignature Giving(params ImmutableArray<SignatureColumn> outputs) => new() { ModelName = Model, Inputs = [OneRow], Outputs = outputs };
}
