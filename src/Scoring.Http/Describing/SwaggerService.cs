using System.Collections.Immutable;
using Scoring.Json;

namespace Scoring.Http.Describing;

/// <summary>What a swagger document says of a scoring service.</summary>
/// <param name="InputPath">The keys that lead to the rows of the usual input.</param>
/// <param name="Layout">How rows are laid out.</param>
/// <param name="Inputs">The inputs beside each other, the usual one first.</param>
/// <param name="HasGlobalParameters">Whether there is a place for parameters beside the rows.</param>
/// <param name="OutputPath">The keys that lead to the scores of the usual output, where the document names them.</param>
/// <param name="Outputs">The outputs beside each other, the usual one first.</param>
internal sealed record SwaggerService(
    ImmutableArray<string> InputPath,
    JsonFrameLayout Layout,
    ImmutableArray<SwaggerTable> Inputs,
    bool HasGlobalParameters,
    ImmutableArray<string> OutputPath,
    ImmutableArray<SwaggerTable> Outputs)
{
    /// <summary>The usual input and output as a signature.</summary>
    /// <param name="name">The model's name.</param>
    public ScoringSignature ToSignature(string name) => new() { ModelName = name, Inputs = Inputs[0].Columns, Outputs = Outputs[0].Columns };
}
