using Scoring.Tuning.Reporting.Charts;
using Scoring.Tuning.Sweep;

namespace Scoring.Tuning.Reporting.Plots;

/// <summary>What more rows per second cost in latency, for each number of requests in flight.</summary>
internal static class RateByLatency
{
    public static LineChart Create(ReportView view)
    {
        double[] latencies = [.. view.Measured.Select(SettingChoice.WithWaiting)];
        double? budget = view.Report.P99BudgetSeconds is { } wanted && wanted <= latencies.Max() * 2 && wanted >= latencies.Min() / 2 ? wanted : null;
        TuningPoint best = view.Measured.MaxBy(static point => point.RowsPerSecond)!;
        return new LineChart
        {
            Title = "Rows per second against p99",
            Description = $"One line for each number of requests in flight; along a line requests become larger. The most rows per second are those of {view.Describe(best)}.",
            AcrossTitle = "p99 of a row, waiting included (logarithmic)",
            UpTitle = "rows per second",
            Across = Scale.Logarithmic(budget is { } limit ? [.. latencies, limit] : latencies),
            Up = Scale.FromZero(best.RowsPerSecond * 1.08),
            FormatAcross = Figures.Duration,
            FormatUp = Figures.Short,
            Series = [.. view.Parallel.Select((parallel, index) => Line(view, parallel, index))],
            References = budget is { } line ? [new ReferenceLine(line, $"p99 budget {Figures.Duration(line)}", "limit", IsVertical: true)] : [],
        };
    }

    private static ChartSeries Line(ReportView view, int parallel, int index) => new(
        $"{parallel} in flight",
        ChartSeries.StyleOf(index),
        [.. view.Measured.Where(point => point.ParallelRequests == parallel).OrderBy(static point => point.Rows).Select(point => new ChartPoint(SettingChoice.WithWaiting(point), point.RowsPerSecond, Text: view.Describe(point), IsStrong: view.IsRecommended(point)))]);
}
