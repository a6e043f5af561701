using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Tuner.Results;

namespace Scoring.Benchmarks.Publishing;

/// <summary>What the tuner must reach, and what it aims at.</summary>
public static class TunerBudgets
{
    private const string Case = "default sweep";

    /// <summary>The results that have a budget, beside it.</summary>
    public static IReadOnlyList<BudgetRowResult> Compare(TunerResults results) =>
    [
        Budget.AtLeast(2, .97, .99).Row(Case, "rows/s at the recommended setting ÷ best of the grid", results.Models, static model => model.OfBest),
        Budget.AtMost(2, .15, null).Row(Case, "distance of the knee from the grid's", results.Models, static model => model.KneeError),
        Budget.AtMost(2, null, null).Row("grid", "distance of the knees of its halves", results.Models, static model => model.GridSpread),
        Budget.AtMost(1, 60, null).Row(Case, "seconds", results.Models, static model => model.Seconds),
        Budget.AtMost(0, 3000, null).Row(Case, "requests", results.Models, static model => model.Requests),
    ];
}
