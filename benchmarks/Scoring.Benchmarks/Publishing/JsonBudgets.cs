using Scoring.Benchmarks.Json.Results;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>What JSON for frames must reach in each tier, and what it aims at in the first.</summary>
internal static class JsonBudgets
{
    private const string Writing = "÷ JsonSerializer, least of all data sets", Reading = "÷ Utf8JsonReader, least of all data sets";

    /// <summary>The results that have a budget, beside it.</summary>
    public static IReadOnlyList<BudgetRowResult> Compare(JsonResults results) =>
    [
        .. Rows(results, JsonGroups.WriteSingle, [8, 4, 2], 15, Writing),
        .. Rows(results, JsonGroups.WriteShortDouble, [10, 5, 2.5], 20, Writing),
        .. Rows(results, JsonGroups.WriteLongDouble, [4, 3, 1.5], 8, Writing),
        .. Rows(results, JsonGroups.WriteRecords, [5, 3.5, 2], 8, Writing),
        .. Rows(results, JsonGroups.ReadArrays, [4, 4, 2], 6, Reading),
        .. Rows(results, JsonGroups.ReadRecords, [4, 4, 2], 7, Reading),
    ];

    /// <param name="results">All results.</param>
    /// <param name="group">The line.</param>
    /// <param name="floors">By tier.</param>
    /// <param name="aim">Of the first tier.</param>
    /// <param name="measure">What ours is measured by.</param>
    private static IEnumerable<BudgetRowResult> Rows(JsonResults results, string group, double[] floors, double aim, string measure)
    {
        BudgetValueResult[] values = [.. results.Tiers.Select((tier, i) => ValueOf(tier, group, floors[i], i == 0 ? aim : null)).OfType<BudgetValueResult>()];
        return values.Length == 0 ? [] : [new BudgetRowResult(group, measure, 1, LowerIsBetter: false, values)];
    }

    private static BudgetValueResult? ValueOf(JsonTierResult tier, string group, double floor, double? aim)
    {
        double[] ratios = [.. tier.Cases.Where(measured => measured.Group == group).Select(static measured => measured.Contenders[1].Slower)];
        return ratios.Length == 0 ? null : new BudgetValueResult(tier.Tier, ratios.Min(), floor, aim, Math.Round(ratios.Min(), 1) < floor);
    }
}
