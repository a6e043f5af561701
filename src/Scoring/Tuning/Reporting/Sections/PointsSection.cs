using System.Globalization;
using Scoring.Tuning.Sweep;

namespace Scoring.Tuning.Reporting.Sections;

/// <summary>Everything that was measured, and what was not.</summary>
internal static class PointsSection
{
    private static readonly string[] s_columns = ["#rows", "#in flight", "#p50 ms", "#p99 ms", "#row p99 ms", "#median ms", "#95 % interval ms", "#rows/s", "#samples", "#failed", "notes"];

    public static void Add(MarkupWriter html, ReportView view)
    {
        if (view.Report.Points.Length > 0)
        {
            html.Open("section", ("aria-labelledby", "points"));
            html.AddText("h2", "All points", ("id", "points"));
            HtmlTable.Add(html, "points-caption", "What was measured, by requests in flight and rows per request", s_columns, view.Report.Points.Select(point => ToRow(view, point)));
            html.Close("section");
        }

        AddSkipped(html, view.Report);
    }

    private static (string Style, IReadOnlyList<string> Cells) ToRow(ReportView view, TuningPoint point) => (
        view.IsRecommended(point) ? "recommended" : view.IsKnee(point) ? "knee" : "",
        [
            Figures.Whole(point.Rows), Figures.Whole(point.ParallelRequests), Figures.Milliseconds(point.P50Seconds), Figures.Milliseconds(point.P99Seconds), Figures.Milliseconds(SettingChoice.WithWaiting(point)), Figures.Milliseconds(point.MedianSeconds),
            $"{Figures.Milliseconds(point.LowSeconds)} – {Figures.Milliseconds(point.HighSeconds)}", Figures.Whole(point.RowsPerSecond),
            Figures.Whole(point.Samples), point.Failures.ToString(CultureInfo.InvariantCulture), string.Join(", ", NotesOf(view, point)),
        ]);

    private static IEnumerable<string> NotesOf(ReportView view, TuningPoint point)
    {
        if (view.IsKnee(point)) yield return point.Rows == view.Report.Knee.Rows ? "◀ knee" : $"◀ reaches the knee, {Figures.Whole(view.Report.Knee.Rows!.Value)}";
        if (view.IsRecommended(point)) yield return "◀ recommended";
        if (view.IsOverBudget(point)) yield return "over the budget";
        if (!point.IsStable) yield return "wide interval";
        if (point.IsRefinement) yield return "added around the knee";
        if (point.OutlierShare >= 0.005) yield return Figures.Percent(point.OutlierShare) + " outliers";
    }

    private static void AddSkipped(MarkupWriter html, TuningReport report)
    {
        if (report.Skipped.Length == 0) return;
        html.Open("section", ("aria-labelledby", "skipped"));
        html.AddText("h2", "Not measured", ("id", "skipped"));
        html.Open("ul");
        foreach (SkippedSetting skipped in report.Skipped)
            html.AddText("li", $"{(skipped.Rows == 0 ? "All sizes" : ReportView.RowsOf(skipped.Rows))}{(skipped.ParallelRequests is { } parallel ? ", " + ReportView.InFlight(parallel) : "")}: {skipped.Reason}");
        html.Close("ul");
        html.Close("section");
    }
}
