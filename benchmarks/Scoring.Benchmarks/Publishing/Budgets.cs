using System.Globalization;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.ManyRows;
using Scoring.Benchmarks.LocalOnnx.Rows;

namespace Scoring.Benchmarks.Publishing;

/// <summary>What the local client must reach, and what it aims at.</summary>
public static class Budgets
{
    private const string OneOf1000 = "1,000 callers, one awaited row each";
    private const string Synchronous = "1,000 callers, `AllowSynchronousContinuations`";
    private const string Bare = "1,000 callers, a batcher with none of the client's features";
    private const string Stream = "`ScoreStreamAsync`, ordered, 1,024 in flight";
    private const string Idle = "one idle caller, 100 µs between rows";

    /// <summary>The results that have a budget, beside it.</summary>
    public static IReadOnlyList<BudgetRowResult> Compare(LocalOnnxResults results) =>
        [.. Leaf(results).Concat(ManyRows(results)).Concat(AwaitedRows(results)).Concat(Others(results)).Where(static row => row.Values.Count > 0)];

    private static IEnumerable<BudgetRowResult> Leaf(LocalOnnxResults results) =>
    [
        Budget.AtMost(0, 250, 100).Row("leaf, one batch of 1", "over raw Run, ns", results.Leaf, static r => r.OverheadNanoseconds),
        Budget.AtMost(2, 0, 0).Row("leaf, any batch", "bytes per call", results.Leaf, static r => r.BytesPerCall.Values.Max()),
    ];

    private static IEnumerable<BudgetRowResult> ManyRows(LocalOnnxResults results)
    {
        ManyRowsResult[] budgeted = [.. results.ManyRows.Where(static r => r.MaxBatchCount == RowCount.BudgetBatch)];
        string name = $"many rows, {RowCount.PerCall.ToString("N0", CultureInfo.InvariantCulture)} per call";
        yield return Budget.AtLeast(3, [.95, .90, .60], [.98, .95, .75]).Row($"{name}, hand-written", "÷ raw", budgeted, static r => r.With("hand-written").OfRaw);
        yield return Budget.AtLeast(3, [null, null, null], [null, null, null]).Row($"{name}, lambda per row", "÷ raw", budgeted, static r => r.With("lambda per row").OfRaw);
        yield return Budget.AtLeast(3, [.95, .68, .50], [null, null, null]).Row($"{name}, lambda per column", "÷ raw", budgeted, static r => r.With("lambda per column").OfRaw);
    }

    private static IEnumerable<BudgetRowResult> AwaitedRows(LocalOnnxResults results)
    {
        IReadOnlyList<AwaitedRowsResult> rows = results.AwaitedRows;
        return
        [
            Budget.AtLeast(3, [.88, .55, .07], [.94, .65, .11]).Row(OneOf1000, "÷ raw", rows, static r => r.With(CallersResult.Many, false).OfRaw),
            Budget.AtLeast(3, [.92, .60, .10], [.95, .73, .15]).Row(Synchronous, "÷ raw", rows, static r => r.With(CallersResult.Many, true).OfRaw),
            Budget.AtLeast(3, [null, null, null], [null, null, null]).Row(Bare, "÷ raw", rows.Where(static r => r.Bare is not null), static r => r.Bare!.OfRaw),
            Budget.AtLeast(3, [.80, .42, .055], [.87, .50, .065]).Row("100 callers, one awaited row each", "÷ raw", rows, static r => r.With(CallersResult.Few, false).OfRaw),
            Budget.AtLeast(2, [1.3, 6.5, 9], [1.5, 8, 12]).Row(OneOf1000, "÷ one raw Run per row", rows, static r => r.With(CallersResult.Many, false).OfSingle),
            Budget.AtMostOnLogreg(0, 160, 100).Row(OneOf1000, "lane-ns per row", rows, static r => r.With(CallersResult.Many, false).LaneNanosecondsPerRow),
            Budget.AtMostOnLogreg(0, null, 75).Row(Synchronous, "lane-ns per row", rows, static r => r.With(CallersResult.Many, true).LaneNanosecondsPerRow),
            Budget.AtMost(2, 0, 0).Row(OneOf1000, "bytes per row", rows, static r => r.With(CallersResult.Many, false).BytesPerRow),
            Budget.AtMost(2, 0, 0).Row(Synchronous, "bytes per row", rows, static r => r.With(CallersResult.Many, true).BytesPerRow),
        ];
    }

    private static IEnumerable<BudgetRowResult> Others(LocalOnnxResults results) =>
    [
        Budget.AtLeast(2, [null, null, 5], [null, null, 12]).Row(Stream, "M rows/s", results.Streams, static r => r.RowsPerSecond / 1e6),
        Budget.AtLeast(3, [.70, .50, null], [.82, .60, null]).Row(Stream, "÷ raw", results.Streams, static r => r.OfRaw),
        Budget.AtMost(2, 0, 0).Row(Stream, "bytes per row", results.Streams, static r => r.BytesPerRow),
        Budget.AtMost(1, 9, .2).Row(Idle, "p50 over raw Run, µs", results.IdleCallers, static r => r.P50OverRaw),
        Budget.AtMost(1, null, null).Row(Idle, "p99, µs", results.IdleCallers, static r => r.P99),
        Budget.AtLeast(1, [1.5, 8, 20], [2, 11, 33]).Row(OneOf1000, "÷ new tensor, list and one Run per row", results.UsualWay, static r => r.Ratio),
    ];
}
