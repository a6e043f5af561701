using System.Globalization;
using Scoring.Tuning;
using Scoring.Tuning.Planning;
using Spectre.Console;

namespace Scoring.Tool.Reporting;

/// <summary>What follows from a sweep, each number beside what it means.</summary>
internal static class TuneAnswers
{
    public static Table Of(TuningReport report)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[0].NoWrap();
        foreach ((string name, string value) in Rows(report)) table.AddRow(new Text(name), new Text(PlainText.Of(value)));
        return table;
    }

    private static IEnumerable<(string Name, string Value)> Rows(TuningReport report)
    {
        yield return ("knee", Knee(report.Knee));
        yield return ("latency knee", Verdict(report.LatencyKnee));
        if (report.LargestWithinBudget is { } largest) yield return ("within budget", Verdict(largest));
        yield return ("recommended", report.Recommended is { } setting ? Setting(setting) : "nothing: too little was measured");
        if (report.RecommendedForRate is { } plan) yield return ($"at {Numbers.Number(plan.ArrivalRate)} rows/s", Plan(plan));
        foreach (LoadCheck check in report.LoadChecks) yield return ($"load {Numbers.Percent(check.Share)}", Load(check));
    }

    private static string Knee(KneeAnswer knee)
    {
        if (knee.Rows is not { } rows) return "none: too little was measured";
        string sure = string.Create(CultureInfo.InvariantCulture, $"confidence {knee.Confidence:0.00}, 90 % interval {knee.LowRows:N0} to {knee.HighRows:N0}");
        string answer = knee.IsClear ? $"{Numbers.Count(rows, "row")} × {knee.ParallelRequests} ({sure})" : $"no clear knee, likeliest {Numbers.Count(rows, "row")} × {knee.ParallelRequests} ({sure})";
        return $"{answer}: {knee.Definition}";
    }

    private static string Verdict(SizeVerdict verdict) =>
        verdict.Rows is { } rows ? $"{Numbers.Count(rows, "row")} × {verdict.ParallelRequests}: {verdict.Definition}" : $"none: {verdict.Definition}";

    private static string Setting(TuningSetting setting)
    {
        string lanes = setting.Lanes is { } count ? $", {Numbers.Count(count, "lane")}" : "";
        return $"{Numbers.Count(setting.Rows, "row")} × {Numbers.Count(setting.ParallelRequests, "request")} in flight{lanes}: {Numbers.Number(setting.RowsPerSecond)} rows/s, "
            + $"p99 {Time(setting.ExpectedP99Seconds)} waiting included. {setting.Reason}";
    }

    public static string Plan(ScoringPlan plan)
    {
        string need = $"{Numbers.Count(plan.Replicas, "replica")}, {Numbers.Count(plan.Rows, "row")} × {Numbers.Count(plan.ParallelRequests, "request")} in flight{(plan.Partitions > 1 ? " per partition" : "")}";
        return $"{need}, {Numbers.Percent(plan.Utilization)} of {Numbers.Number(plan.Capacity)} rows/s{(plan.ExpectedP99Seconds is { } p99 ? $", p99 {Time(p99)}" : "")}";
    }

    private static string Load(LoadCheck check)
    {
        string text = $"{Numbers.Number(check.OfferedRowsPerSecond)} rows/s offered, {Numbers.Number(check.AchievedRowsPerSecond)} scored, p50 {Time(check.P50Seconds)}, p99 {Time(check.P99Seconds)} from the intended arrival, for {Time(check.Seconds)}";
        string failed = check.Failures > 0 ? $", {Numbers.Count(check.Failures, "request")} failed" : "";
        string behind = check.IsFallingBehind ? "; the queue grew" : "", bound = check.IsClientBound ? $"; this client's processors were the bottleneck ({Numbers.Percent(check.ProcessorShare)})" : "";
        return text + failed + behind + bound;
    }

    public static string Time(double seconds) => Numbers.Time(TimeSpan.FromSeconds(seconds));
}
