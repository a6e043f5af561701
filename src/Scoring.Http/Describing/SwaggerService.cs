using System.Collections.Immutable;
using Scoring.Json;

namespace Scoring.Http.Describing;

/// <summary>What a swagger document says of a scoring service.</summary>
/// <param name="InputPath">The keys that lead to the rows.</param>
/// <param name="Layout">How rows are laid out.</param>
/// <param name="Inputs">The columns of a row.</param>
/// <param name="HasGlobalParameters">Whether there is a place for parameters beside the rows.</param>
/// <param name="OutputPath">The keys that lead to the scores, where the document names them.</param>
/// <param name="Outputs">The columns of the scores, by output; the first is the usual one.</param>
internal sealed record SwaggerService(
    ImmutableArray<string> InputPath,
    JsonFrameLayout Layout,
    ImmutableArray<SignatureColumn> Inputs,
    bool HasGlobalParameters,
    ImmutableArray<string> OutputPath,
    ImmutableDictionary<string, ImmutableArray<SignatureColumn>> Outputs)
{
    /// <summary>The output that has no name.</summary>
    public const string OnlyOutput = "";

    /// <param name="name">The model's name.</param>
    /// <param name="output">The output to read; the usual one when null.</param>
    public ScoringSignature ToSignature(string name, string? output) => new()
    {
        ModelName = name,
        Inputs = Inputs,
        Outputs = Outputs.TryGetValue(output ?? (OutputPath.IsEmpty ? OnlyOutput : OutputPath[^1]), out ImmutableArray<SignatureColumn> columns) ? columns : Outputs.Values.First(),
    };
}
