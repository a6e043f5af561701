using Scoring.Tuning.Reporting.Charts;

namespace Scoring.Tuning.Reporting.Plots;

/// <summary>The sizes that are drawn through charts whose axis is the size.</summary>
internal static class SizeMarks
{
    /// <summary>What holds for other requests in flight than those that are shown is not drawn.</summary>
    public static IEnumerable<ReferenceLine> Of(ReportView view)
    {
        bool isShown = view.Report.Knee.ParallelRequests == view.ShownParallel;
        int? knee = view.Report.Knee is { IsClear: true } clear && isShown ? clear.Rows : null;
        int? best = view.Report.Recommended is { } setting && setting.ParallelRequests == view.ShownParallel ? setting.Rows : null;
        if (isShown && knee is null && view.Report.Knee is { Rows: not null } unclear && unclear.LowRows < unclear.HighRows && view.Sizes.Count > 1)
            yield return new ReferenceLine(unclear.LowRows, $"knee in {Figures.Whole(unclear.LowRows)} to {Figures.Whole(unclear.HighRows)} (90 %)", "mark", IsVertical: true, To: unclear.HighRows);
        if (knee is { } rows) yield return new ReferenceLine(rows, rows == best ? $"knee and recommended: {Figures.Whole(rows)}" : $"knee: {Figures.Whole(rows)}", rows == best ? "best" : "mark", IsVertical: true);
        if (best is { } size && best != knee) yield return new ReferenceLine(size, $"recommended: {Figures.Whole(size)}", "best", IsVertical: true);
    }
}
