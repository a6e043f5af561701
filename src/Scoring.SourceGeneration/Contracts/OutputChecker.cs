using Microsoft.CodeAnalysis;
using Scoring.Bindings.Conversion;
using Scoring.Build.Graphs;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>Holds a result against a model's outputs, by the rules by which a client does when it is built (<c>SignatureMatcher</c>).</summary>
/// <remarks>Where an output is a map of classes to probabilities, its columns are known only once the model has run: those that begin with its name are let pass.</remarks>
internal sealed class OutputChecker(string model, ModelGraph graph, CheckedType score, List<DiagnosticInfo> diagnostics)
{
    private readonly ModelValue[] _outputs = [.. graph.Outputs.Select(ModelValue.From)];

    public void Check()
    {
        foreach (CheckedColumn column in score.Columns!.Value)
        {
            ModelValue? output = column.Name.Length > 0 ? Array.Find(_outputs, o => o.Name == column.Name) : _outputs.Length == 1 ? _outputs[0] : null;
            if (output is not null) CheckColumn(column, output);
            else if (!IsClass(column.Name)) FailName(column);
        }
    }

    private void CheckColumn(CheckedColumn column, ModelValue output)
    {
        if (output.Element is not { } given) return;
        if (!ConversionRules.IsAllowed(given, column.Element, score.AllowNarrowing))
            Fail(Descriptors.WrongType, column, output, ConversionText.Remedy(given, column.Element, "ScoringResult"));
        if (column.Dimensions.IsFixed && output.Dimensions.IsFixed && column.Dimensions.Count != output.Dimensions.Count)
            Fail(Descriptors.WrongCount, column, output, "the number of values per row must agree");
    }

    private bool IsClass(string name) => _outputs.Any(output => output.Element is null && name.StartsWith(output.Name + "_", StringComparison.Ordinal));

    private void FailName(CheckedColumn column)
    {
        string remedy = column.Name.Length == 0 ? "choose one with [Column(\"…\")]" : "names are compared letter by letter";
        diagnostics.Add(DiagnosticInfo.Create(
            Descriptors.UnknownOutput, column.Location ?? score.Location, score.Name, column.ToString(), model, string.Join<ModelValue>(", ", _outputs), remedy));
    }

    private void Fail(DiagnosticDescriptor descriptor, CheckedColumn column, ModelValue output, string remedy) => diagnostics.Add(DiagnosticInfo.Create(
        descriptor, column.Location ?? score.Location, score.Name, "reads", column.ToString(), model, "gives", output.ToString(), remedy));
}
