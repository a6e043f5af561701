using Scoring.Tuning.Reporting.Charts;
using Scoring.Tuning.Reporting.Plots;

namespace Scoring.Tuning.Reporting;

/// <summary>The report's charts as one picture, or the one that tells most.</summary>
internal static class SvgReport
{
    public static string Create(TuningReport report) => Create(report, static view => ReportCharts.Draw(view, PictureStack.Width));

    /// <summary>Rows per second by size, with the knee.</summary>
    public static string CreateCurve(TuningReport report) => Create(report, static view => view.Measured.Count == 0 ? [] : [RateBySize.Create(view).Draw(PictureStack.Width)]);

    private static string Create(TuningReport report, Func<ReportView, IReadOnlyList<Picture>> draw)
    {
        var view = new ReportView(report);
        return PictureStack.Create("Tuning of " + report.Key.ModelName, Answer.Of(view), draw(view));
    }
}
