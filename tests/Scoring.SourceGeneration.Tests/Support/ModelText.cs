extern alias build;

using build::Scoring.Build.Graphs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Scoring.SourceGeneration.Tests.Support;

/// <summary>A <c>ScoringModel</c> as the build hands it to the generator.</summary>
internal sealed class ModelText(string graph, string row, string score) : AdditionalText
{
    public const string Model = "fare.onnx";

    public override string Path => "/obj/scoring/fare.txt";

    /// <summary>What the build says of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>
    {
        ["build_metadata.AdditionalFiles.ScoringModel"] = Model,
        ["build_metadata.AdditionalFiles.ScoringRow"] = row,
        ["build_metadata.AdditionalFiles.ScoringScore"] = score,
    };

    public static ModelText Of(IReadOnlyList<GraphValue> inputs, IReadOnlyList<GraphValue> outputs, string row = "", string score = "") =>
        new(GraphText.Write(new ModelGraph(inputs, outputs)), row, score);

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(graph);
}
