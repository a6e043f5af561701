using Scoring.Tuning.Reporting.Charts;

namespace Scoring.Tuning.Reporting.Plots;

/// <summary>The charts of a report, in the order in which they are shown; none when nothing was measured.</summary>
internal static class ReportCharts
{
    public static IReadOnlyList<Picture> Draw(ReportView view, double width) => view.Measured.Count == 0
        ? []
        : [LatencyBySize.Create(view).Draw(width), RateBySize.Create(view).Draw(width), RateByLatency.Create(view).Draw(width), RateGrid.Create(view).Draw(width)];
}
