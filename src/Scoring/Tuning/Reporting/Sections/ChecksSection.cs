namespace Scoring.Tuning.Reporting.Sections;

/// <summary>How the recommended setting did under load, and what first calls cost.</summary>
internal static class ChecksSection
{
    public static void Add(MarkupWriter html, ReportView view)
    {
        TuningReport report = view.Report;
        if (report.LoadChecks.Length > 0) AddLoadChecks(html, report);
        if (report.FirstCalls.Length > 0) AddFirstCalls(html, report);
    }

    private static void AddLoadChecks(MarkupWriter html, TuningReport report)
    {
        html.Open("section", ("aria-labelledby", "load"));
        html.AddText("h2", "Under load", ("id", "load"));
        html.AddText("p", "Rows arrived at a rate, whatever became of earlier ones; a row's time counts from when it was to arrive.");
        HtmlTable.Add(
            html, "load-caption", "The recommended setting under rows that arrive at a part of its capacity",
            ["#of capacity", "#rows/s offered", "#rows/s scored", "#p50 ms", "#p99 ms", "#rows per request", "#for s", "#requests", "#failed", "#processors used", "notes"],
            report.LoadChecks.Select(static check => (check.IsFallingBehind ? "bad" : "", Cells(check))));
        html.Close("section");
    }

    private static IReadOnlyList<string> Cells(LoadCheck check) =>
    [
        Figures.Percent(check.Share), Figures.Whole(check.OfferedRowsPerSecond), Figures.Whole(check.AchievedRowsPerSecond), Figures.Milliseconds(check.P50Seconds), Figures.Milliseconds(check.P99Seconds),
        Figures.Whole(check.MeanRows), Figures.Short(check.Seconds), Figures.Whole(check.Requests), Figures.Whole(check.Failures), Figures.Percent(check.ProcessorShare),
        string.Join(", ", new[] { check.IsFallingBehind ? "the queue grew: too much" : "", check.IsClientBound ? "this client was the bottleneck" : "" }.Where(static note => note.Length > 0)),
    ];

    private static void AddFirstCalls(MarkupWriter html, TuningReport report)
    {
        html.Open("section", ("aria-labelledby", "first"));
        html.AddText("h2", "First calls", ("id", "first"));
        html.AddText("p", "The first request of a size costs more: memory is laid out, code is compiled, caches are cold. It is not part of the numbers above.");
        HtmlTable.Add(
            html, "first-caption", "What the first request of each size took, and one after the warm-up",
            ["#rows", "#first ms", "#steady ms", "#times as long", "#warm-up requests"],
            report.FirstCalls.Select(static call => ("", (IReadOnlyList<string>)
                [Figures.Whole(call.Rows), Figures.Milliseconds(call.Seconds), Figures.Milliseconds(call.SteadySeconds), call.SteadySeconds > 0 ? Figures.Short(call.Seconds / call.SteadySeconds) : "–", Figures.Whole(call.Calls)])));
        html.Close("section");
    }
}
