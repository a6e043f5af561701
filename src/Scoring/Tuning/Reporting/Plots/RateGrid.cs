using Scoring.Tuning.Reporting.Charts;

namespace Scoring.Tuning.Reporting.Plots;

/// <summary>Rows per second of every size with every number of requests in flight.</summary>
internal static class RateGrid
{
    public static HeatMap Create(ReportView view)
    {
        double best = view.Measured.Max(static point => point.RowsPerSecond);
        return new HeatMap
        {
            Title = "Rows per second by size and requests in flight",
            Description = $"The stronger the colour of a cell, the more rows per second; the framed cell is the recommended setting. The most is {Figures.Whole(best)} rows per second.",
            AcrossTitle = "rows per request",
            UpTitle = "requests in flight",
            AcrossLabels = [.. view.Sizes.Select(static rows => Figures.Whole(rows))],
            UpLabels = [.. view.Parallel.Select(static parallel => Figures.Whole(parallel))],
            Ends = ("0", Figures.Short(best) + " rows/s"),
            CornerMeaning = view.Measured.Any(view.IsOverBudget) ? "p99 over the budget" : null,
            Cells = [.. view.Measured.Select(point => ToCell(view, point, best))],
        };
    }

    private static HeatCell ToCell(ReportView view, TuningPoint point, double best) => new(
        IndexOf(view.Sizes, point.Rows),
        IndexOf(view.Parallel, point.ParallelRequests),
        point.RowsPerSecond / best,
        Figures.Short(point.RowsPerSecond),
        view.Describe(point),
        view.IsOverBudget(point),
        view.IsRecommended(point));

    private static int IndexOf(IReadOnlyList<int> values, int value) => values.TakeWhile(other => other != value).Count();
}
