using Scoring.Benchmarks.BindingCost.Results;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>What writing rows into a batch may cost.</summary>
internal static class BindingBudgets
{
    private const string OfByHand = "time ÷ copying by hand";

    /// <summary>The results that have a budget, beside it; 4 columns, then 20.</summary>
    public static IReadOnlyList<BudgetRowResult> Compare(BindingResults results) =>
    [
        .. Kinds(results).Select(kind => Row(results, kind, BindingWays.Generated, OfByHand, 2, [1.25, 1.15], static way => way.OfByHand)),
        .. Kinds(results).Select(kind => Row(results, kind, BindingWays.PerRow, OfByHand, 2, [2.2, 2.2], static way => way.OfByHand)),
        .. Kinds(results).Select(kind => Row(results, kind, BindingWays.PerColumn, "ns per column", 2, [2.5, 2.5], static way => way.NanosecondsPerColumn)),
        .. Kinds(results).Select(kind => AllBytes(results, kind)),
    ];

    private static IEnumerable<string> Kinds(BindingResults results) => results.Cases.Select(static rows => rows.Kind).Distinct();

    private static IEnumerable<BindingCaseResult> Of(BindingResults results, string kind) => results.Cases.Where(rows => rows.Kind == kind);

    private static BudgetRowResult Row(BindingResults results, string kind, string way, string measure, int digits, double[] most, Func<BindingWayResult, double> value) =>
        new($"{way}, {kind}", measure, digits, LowerIsBetter: true, [.. Of(results, kind).Select((rows, i) => Value(rows, value(rows.With(way)), most[i], digits))]);

    private static BudgetRowResult AllBytes(BindingResults results, string kind) =>
        new($"every way, {kind}", "most bytes per batch", 0, LowerIsBetter: true, [.. Of(results, kind).Select(static rows => Value(rows, rows.Ways.Max(static way => way.BytesPerBatch), 0, 0))]);

    private static BudgetValueResult Value(BindingCaseResult rows, double value, double most, int digits) => new(rows.Width, value, most, null, Math.Round(value, digits) > most);
}
