namespace Scoring.Tuning.Reporting.Sections;

/// <summary>What was found, before everything else.</summary>
internal static class AnswerSection
{
    public static void Add(MarkupWriter html, ReportView view)
    {
        TuningReport report = view.Report;
        html.Open("header");
        html.AddText("p", "Tuning report", ("class", "kicker"));
        html.AddText("h1", report.Key.ModelName);
        html.AddText("p", Answer.Of(view), ("class", "answer"), ("id", "answer"));
        if (view.Measured.Count > 0) AddFigures(html, view);
        AddNotes(html, view);
        html.Close("header");
    }

    private static void AddFigures(MarkupWriter html, ReportView view)
    {
        TuningReport report = view.Report;
        html.Open("dl", ("class", "figures"));
        if (report.Recommended is { } best)
        {
            AddFigure(html, "Recommended", FormattableString.Invariant($"{Figures.Whole(best.Rows)} × {best.ParallelRequests}"), LanesOf(best));
            AddFigure(html, "Rows per second", Figures.Whole(best.RowsPerSecond), "measured with it");
            AddFigure(html, "p99 of a row", Figures.Duration(best.ExpectedP99Seconds), BudgetOf(report));
        }

        KneeAnswer knee = report.Knee;
        bool isKnown = knee.Rows is not null && view.Sizes.Count > 1;
        string interval = $"{Figures.Whole(knee.LowRows)} to {Figures.Whole(knee.HighRows)} (90 %)";
        AddFigure(html, "Knee", isKnown ? knee.IsClear ? Figures.Whole(knee.Rows!.Value) : "not clear" : "none", isKnown ? $"{interval}, confidence {Figures.Percent(knee.Confidence)}" : "too few sizes");
        html.Close("dl");
    }

    private static string LanesOf(TuningSetting best) => best.Lanes is { } lanes ? $"rows × requests in flight, on {lanes} {(lanes == 1 ? "lane" : "lanes")}" : "rows × requests in flight";

    private static string BudgetOf(TuningReport report) => report.P99BudgetSeconds is { } budget ? $"expected, waiting included; budget {Figures.Duration(budget)}" : "expected, waiting included; no budget";

    private static void AddFigure(MarkupWriter html, string name, string value, string note)
    {
        html.Open("div");
        html.AddText("dt", name);
        html.AddText("dd", value, ("class", "value"));
        html.AddText("dd", note);
        html.Close("div");
    }

    private static void AddNotes(MarkupWriter html, ReportView view)
    {
        TuningReport report = view.Report;
        if (report.PartialReason is null && report.Warnings.Length == 0) return;
        html.Open("section", ("class", "notes"), ("aria-labelledby", "notes"));
        html.AddText("h2", "Before you rely on it", ("id", "notes"));
        html.Open("ul");
        if (report.PartialReason is { } reason) html.AddText("li", "The sweep ended before its time: " + reason);
        foreach (string warning in report.Warnings) html.AddText("li", warning);
        html.Close("ul");
        html.Close("section");
    }
}
