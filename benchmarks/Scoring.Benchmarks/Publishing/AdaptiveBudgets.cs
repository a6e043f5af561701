using Scoring.Benchmarks.Adaptive.Results;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>What the adaptive client must reach, and what it aims at.</summary>
public static class AdaptiveBudgets
{
    /// <summary>The results that have a budget, beside it.</summary>
    public static IReadOnlyList<BudgetRowResult> Compare(AdaptiveResults results) =>
        [.. AdaptiveSettings(results).SelectMany(setting => Rows(results.Models, setting))];

    private static IEnumerable<string> AdaptiveSettings(AdaptiveResults results) =>
        results.Models.SelectMany(static model => model.Settings).Where(static setting => setting.IsAdaptive).Select(static setting => setting.Setting).Distinct();

    private static IEnumerable<BudgetRowResult> Rows(IReadOnlyList<AdaptiveModelResult> models, string setting) =>
    [
        Budget.AtLeast(2, .95, .99).Row(setting, "rows/s ÷ best fixed", models, model => model.With(setting).Closed?.OfBestFixed ?? double.NaN),
        Budget.AtMost(2, 1.3, 1.05).Row(setting, "p99 at 70 % ÷ that setting's", models, model => model.With(setting).Open?.P99OfFastestFixed ?? double.NaN),
        Budget.AtMost(2, 1.3, 1.05).Row(setting, "p99 at 70 % ÷ the least of all fixed ones", models, model => model.With(setting).Open?.P99OfBestFixed ?? double.NaN),
        Budget.AtMost(0, 100, 30).Row(setting, "requests until settled", models, model => model.With(setting).RequestsUntilSettled ?? double.PositiveInfinity),
    ];
}
