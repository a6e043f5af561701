using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scoring.SourceGeneration.Contracts;
using Scoring.SourceGeneration.Models;
using Scoring.SourceGeneration.Reading;
using Scoring.SourceGeneration.Reporting;
using Scoring.SourceGeneration.Writing;

namespace Scoring.SourceGeneration;

/// <summary>Writes the bindings of types with <c>[ScoringRow]</c> and <c>[ScoringResult]</c>, and checks them against the project's models.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BindingGenerator : IIncrementalGenerator
{
    internal const string TypeStep = "BoundType", ModelStep = "BindingModel", ContractStep = "ModelContract";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<BoundType> rows = Types(context, isResult: false), results = Types(context, isResult: true);
        WriteCode(context, rows, RowBindingWriter.Write);
        WriteCode(context, results, ScoreBindingWriter.Write);
        CheckModels(context, rows, results);
    }

    private static IncrementalValuesProvider<BoundType> Types(IncrementalGeneratorInitializationContext context, bool isResult) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            isResult ? "Scoring.Bindings.ScoringResultAttribute" : "Scoring.Bindings.ScoringRowAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            (target, _) => TypeReader.Read(target, isResult)).WithTrackingName(TypeStep);

    private static void WriteCode(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<BoundType> types, Func<BindingModel, string> write)
    {
        IncrementalValuesProvider<BindingModel> models = types.SelectMany(static (type, _) => type.Model is { } model ? new[] { model } : []).WithTrackingName(ModelStep);
        context.RegisterSourceOutput(models, (production, model) => production.AddSource(model.FileName, write(model)));
        context.RegisterSourceOutput(types.SelectMany(static (type, _) => type.Diagnostics), Report);
    }

    private static void CheckModels(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<BoundType> rows, IncrementalValuesProvider<BoundType> results)
    {
        IncrementalValuesProvider<ModelContract> contracts = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .SelectMany(static (pair, cancellation) => ModelContract.TryRead(pair.Left, pair.Right, cancellation) is { } contract ? new[] { contract } : [])
            .WithTrackingName(ContractStep);
        IncrementalValuesProvider<CheckedType> types = rows.Select(static (type, _) => type.Contract), scores = results.Select(static (type, _) => type.Contract);
        context.RegisterSourceOutput(
            contracts.Combine(types.Collect()).Combine(scores.Collect()).SelectMany(static (pair, _) => ContractChecker.Check(pair.Left.Left, pair.Left.Right, pair.Right)), Report);
    }

    private static void Report(SourceProductionContext context, DiagnosticInfo diagnostic) => context.ReportDiagnostic(diagnostic.ToDiagnostic());
}
