using Scoring.Tuning;
using Scoring.Tuning.Planning;
using Spectre.Console;

namespace Scoring.Tool.Reporting;

/// <summary>A plan as a table of two columns.</summary>
internal static class PlanTable
{
    public static void Write(ScoringPlan plan, TuningProfile profile, Terminal terminal)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[0].NoWrap();
        foreach ((string name, string value) in Rows(plan, profile)) table.AddRow(new Text(name), new Text(PlainText.Of(value)));
        using StreamWriter writer = terminal.CreateOutputWriter();
        terminal.CreateConsole(writer, terminal.OutputIsTerminal).Write(table);
    }

    private static IEnumerable<(string Name, string Value)> Rows(ScoringPlan plan, TuningProfile profile)
    {
        yield return ("model", profile.Key.ToString());
        yield return ("need", $"{Numbers.Count(plan.Replicas, "replica")}, {Numbers.Count(plan.Rows, "row")} per request, {Numbers.Count(plan.ParallelRequests, "request")} in flight{(plan.Partitions > 1 ? $" per partition ({Numbers.Number(plan.Partitions)} partitions)" : "")}");
        yield return ("capacity", $"{Numbers.Number(plan.Capacity)} rows/s with {Numbers.Count(plan.RequestsPerReplica, "request")} in flight at each replica");
        yield return ("utilization", $"{Numbers.Percent(plan.Utilization)} at {Numbers.Number(plan.ArrivalRate)} rows/s{(plan.IsEnough ? "" : $": too little, the queue grows by {Numbers.Number(plan.QueueGrowth)} rows/s")}");
        if (plan.ExpectedP99Seconds is { } p99) yield return ("expected p99", $"{TuneAnswers.Time(p99)}{Budget(plan)}: {plan.P99Formula}");
        else if (plan.P99BudgetSeconds is { } budget) yield return ("expected p99", $"none, since the queue grows; the budget is {TuneAnswers.Time(budget)}");
        if (plan.Advice is { } advice) yield return ("advice", advice);
    }

    private static string Budget(ScoringPlan plan) => plan.P99BudgetSeconds is { } budget ? $", {(plan.IsWithinBudget ? "within" : "over")} the budget of {TuneAnswers.Time(budget)}" : "";
}
