using Scoring.Tuning.Reporting.Charts;

namespace Scoring.Tuning.Reporting;

/// <summary>The report's charts as one picture.</summary>
internal static class SvgReport
{
    public static string Create(TuningReport report)
    {
        var view = new ReportView(report);
        return PictureStack.Create("Tuning of " + report.Key.ModelName, Answer.Of(view), ReportCharts.Draw(view, PictureStack.Width));
    }
}
