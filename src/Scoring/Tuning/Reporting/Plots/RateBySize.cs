using Scoring.Tuning.Reporting.Charts;

namespace Scoring.Tuning.Reporting.Plots;

/// <summary>Rows per second by size, which is what the knee is found on.</summary>
internal static class RateBySize
{
    private const double KneeShare = 0.9;

    public static LineChart Create(ReportView view)
    {
        IReadOnlyList<TuningPoint> points = view.Shown;
        double best = points.Max(static point => point.RowsPerSecond);
        return new LineChart
        {
            Title = $"Rows per second by size, {ReportView.InFlight(view.ShownParallel)}",
            Description = $"The most is {Figures.Whole(best)} rows per second at {ReportView.RowsOf(points.MaxBy(static point => point.RowsPerSecond)!.Rows)} per request. {Answer.OfKnee(view)}",
            AcrossTitle = "rows per request (logarithmic)",
            UpTitle = "rows per second",
            Across = Scale.Logarithmic([.. points.Select(static point => (double)point.Rows)]),
            Up = Scale.FromZero(best * 1.08),
            FormatAcross = Figures.Whole,
            FormatUp = Figures.Short,
            Series = [new ChartSeries("median, with its 95 % interval", ChartSeries.StyleOf(0), [.. points.Select(point => ToChart(view, point))])],
            References = [.. SizeMarks.Of(view), new ReferenceLine(best * KneeShare, "90 % of the best", "mark", IsVertical: false)],
        };
    }

    private static ChartPoint ToChart(ReportView view, TuningPoint point)
    {
        double rows = (double)point.Rows * point.ParallelRequests;
        bool hasInterval = point.LowSeconds > 0 && point.HighSeconds >= point.LowSeconds;
        return new ChartPoint(point.Rows, point.RowsPerSecond, hasInterval ? rows / point.HighSeconds : null, hasInterval ? rows / point.LowSeconds : null, view.Describe(point), view.IsRecommended(point));
    }
}
