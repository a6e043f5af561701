using Scoring.Build.Graphs;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>Holds the types that a <c>ScoringModel</c> names against what the model takes and gives.</summary>
internal static class ContractChecker
{
    public static IEnumerable<DiagnosticInfo> Check(ModelContract contract, IReadOnlyList<CheckedType> rows, IReadOnlyList<CheckedType> results)
    {
        if (GraphText.TryRead(contract.Graph) is not { } graph) return [DiagnosticInfo.Create(Descriptors.UnreadableGraph, LocationInfo.File(contract.Model), contract.Model)];
        var diagnostics = new List<DiagnosticInfo>();
        if (Find(contract, contract.Row, rows, isResult: false, diagnostics) is { Columns: not null } row) new InputChecker(contract.Model, graph, row, diagnostics).Check();
        if (Find(contract, contract.Score, results, isResult: true, diagnostics) is { Columns: not null } score) new OutputChecker(contract.Model, graph, score, diagnostics).Check();
        return diagnostics;
    }

    private static CheckedType? Find(ModelContract contract, string name, IReadOnlyList<CheckedType> types, bool isResult, List<DiagnosticInfo> diagnostics)
    {
        if (name.Length == 0) return null;
        var location = LocationInfo.File(contract.Model);
        if (types.FirstOrDefault(type => type.FullName == name) is { } exact) return exact;
        CheckedType[] found = [.. types.Where(type => type.Name == name)];
        if (found.Length == 1) return found[0];
        if (KeywordTypes.TryFind(name, isResult, location) is { } keyword) return keyword;
        string known = types.Count == 0 ? "none" : string.Join(", ", types.Select(static type => type.FullName));
        diagnostics.Add(DiagnosticInfo.Create(Descriptors.UnknownType, location, contract.Model, isResult ? "Score" : "Row", name, isResult ? "ScoringResult" : "ScoringRow", known));
        return null;
    }
}
