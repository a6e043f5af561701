using Scoring.Tuning.Reporting.Charts;
using Scoring.Tuning.Sweep;

namespace Scoring.Tuning.Reporting.Plots;

/// <summary>What a request takes, by its size, and what its rows take that may have to wait for it: the budget is theirs.</summary>
internal static class LatencyBySize
{
    /// <summary>A budget further above all points than this would flatten them.</summary>
    private const double FarAbove = 4;

    public static LineChart Create(ReportView view)
    {
        IReadOnlyList<TuningPoint> points = view.Shown;
        double[] seconds = [.. points.SelectMany(static point => new[] { point.P50Seconds, SettingChoice.WithWaiting(point) })];
        double max = seconds.Max();
        if (view.Report.P99BudgetSeconds is { } budget && budget < max * FarAbove) seconds = [.. seconds, budget];
        return new LineChart
        {
            Title = $"Latency by size, {ReportView.InFlight(view.ShownParallel)}",
            Description = Describe(view, points),
            AcrossTitle = "rows per request (logarithmic)",
            UpTitle = "time",
            Across = Scale.Logarithmic([.. points.Select(static point => (double)point.Rows)]),
            Up = Scale.Fitting(seconds),
            FormatAcross = Figures.Whole,
            FormatUp = Figures.Duration,
            Series =
            [
                new ChartSeries("p99 of a row, waiting included", ChartSeries.StyleOf(2), [.. points.Select(point => ToChart(view, point, SettingChoice.WithWaiting(point)))]),
                new ChartSeries("p99 of a request", ChartSeries.StyleOf(1), [.. points.Select(point => ToChart(view, point, point.P99Seconds))]),
                new ChartSeries("p50 of a request", ChartSeries.StyleOf(0), [.. points.Select(point => ToChart(view, point, point.P50Seconds))]),
            ],
            References = [.. SizeMarks.Of(view), .. BudgetLine(view)],
        };
    }

    private static ChartPoint ToChart(ReportView view, TuningPoint point, double seconds) => new(point.Rows, seconds, Text: view.Describe(point), IsStrong: view.IsRecommended(point));

    private static IEnumerable<ReferenceLine> BudgetLine(ReportView view) =>
        view.Report.P99BudgetSeconds is { } budget ? [new ReferenceLine(budget, $"p99 budget {Figures.Duration(budget)}", "limit", IsVertical: false)] : [];

    private static string Describe(ReportView view, IReadOnlyList<TuningPoint> points)
    {
        TuningPoint first = points[0], last = points[^1];
        string range = points.Count == 1
            ? $"One size was measured: {view.Describe(first)}."
            : $"From {ReportView.RowsOf(first.Rows)} to {ReportView.RowsOf(last.Rows)} p50 goes from {Figures.Duration(first.P50Seconds)} to {Figures.Duration(last.P50Seconds)}, p99 from {Figures.Duration(first.P99Seconds)} to {Figures.Duration(last.P99Seconds)}.";
        return $"{range} {Answer.OfKnee(view)}";
    }
}
