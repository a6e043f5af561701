using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>A <c>ScoringModel</c> of the project: the model and the types that go with it.</summary>
/// <param name="Model">The model file, as the project names it.</param>
/// <param name="Row">The row's type; empty when none is given.</param>
/// <param name="Score">The result's type; empty when none is given.</param>
/// <param name="Graph">The model's inputs and outputs, as the build has written them down.</param>
internal sealed record ModelContract(string Model, string Row, string Score, string Graph)
{
    private const string Metadata = "build_metadata.AdditionalFiles.";

    /// <summary>Null when the file is another one.</summary>
    public static ModelContract? TryRead(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        AnalyzerConfigOptions options = provider.GetOptions(file);
        string model = Read(options, "ScoringModel");
        if (model.Length == 0) return null;
        SourceText? text = file.GetText(cancellationToken);
        return new ModelContract(model, Read(options, "ScoringRow"), Read(options, "ScoringScore"), text?.ToString() ?? "");
    }

    private static string Read(AnalyzerConfigOptions options, string name) => options.TryGetValue(Metadata + name, out string? value) ? value : "";
}
