namespace Scoring.Tuning.Reporting;

/// <summary>What was found, in sentences.</summary>
internal static class Answer
{
    /// <summary>The recommended setting and the knee.</summary>
    public static string Of(ReportView view) => $"{OfSetting(view)} {OfKnee(view)}";

    public static string OfKnee(ReportView view)
    {
        KneeAnswer knee = view.Report.Knee;
        if (view.Sizes.Count == 0) return "There is no knee to find.";
        if (view.Sizes.Count == 1) return "Only one size was measured, so no knee can be told.";
        if (knee.Rows is not { } rows) return "Too little was measured to tell a knee.";
        string interval = $"90 % interval {Figures.Whole(knee.LowRows)} to {Figures.Whole(knee.HighRows)}";
        return knee.IsClear
            ? $"The knee is at {ReportView.RowsOf(rows)} per request{Others(view)} with a confidence of {Figures.Percent(knee.Confidence)} ({interval})."
            : $"There is no clear knee: it lies somewhere in {Figures.Whole(knee.LowRows)} to {Figures.Whole(knee.HighRows)} rows per request{Others(view)} (90 % interval), likeliest at {Figures.Whole(rows)}, with a confidence of {Figures.Percent(knee.Confidence)}.";
    }

    /// <summary>The requests in flight where they are others than those of the recommended setting.</summary>
    private static string Others(ReportView view) =>
        view.Report.Recommended is { } best && best.ParallelRequests != view.Report.Knee.ParallelRequests ? $", {ReportView.InFlight(view.Report.Knee.ParallelRequests)}," : "";

    private static string OfSetting(ReportView view)
    {
        if (view.Measured.Count == 0) return "Nothing could be measured.";
        if (view.Report.Recommended is not { } best) return "No setting can be recommended.";
        string budget = view.Report.P99BudgetSeconds is not { } limit ? ""
            : best.ExpectedP99Seconds <= limit ? $", within the budget of {Figures.Duration(limit)}"
            : $", over the budget of {Figures.Duration(limit)}: no setting keeps it";
        return $"Send up to {ReportView.RowsOf(best.Rows)} per request, {ReportView.InFlight(best.ParallelRequests)}: {Figures.Whole(best.RowsPerSecond)} rows per second, p99 of a row {Figures.Duration(best.ExpectedP99Seconds)}{budget}.";
    }
}
