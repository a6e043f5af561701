using System.Globalization;
using Scoring.Tuning.Planning;

namespace Scoring.Tuning.Reporting.Sections;

/// <summary>The planner: what a wanted rate needs. The page's script reckons; without it the section says so.</summary>
internal static class PlannerSection
{
    private const int MostPartitions = 64, MostReplicas = 32;

    private static readonly double s_maxUtilization = new PlanOptions { ArrivalRate = 1 }.MaxUtilization;

    private static readonly (string Id, string Name)[] s_results =
    [
        ("plan-rows", "Most rows in a request"),
        ("plan-parallel", "Requests in flight per partition"),
        ("plan-replicas", "Replicas"),
        ("plan-per-replica", "Requests in flight at each replica"),
        ("plan-capacity", "Rows per second they can score"),
        ("plan-p99", "Expected p99 of a row"),
        ("plan-growth", "The queue grows by"),
        ("plan-utilization", "Utilization"),
    ];

    public static void Add(MarkupWriter html, ReportView view)
    {
        if (!view.CanPlan) return;
        html.Open("section", ("aria-labelledby", "planner-heading"));
        html.AddText("h2", "Planner", ("id", "planner-heading"));
        html.AddText("p", "What a rate of rows needs, reckoned from what was measured here.", ("class", "hint"));
        html.Open("noscript");
        html.AddText("p", "The planner needs JavaScript. The command line has the same one: scoring plan.");
        html.Close("noscript");
        html.Open(
            "form", ("id", "planner"), ("class", "planner"), ("hidden", ""), ("novalidate", ""),
            ("data-noise", Invariant(view.Report.ToProfile().Noise)), ("data-max-utilization", Invariant(s_maxUtilization)));
        AddControls(html, view);
        AddResults(html);
        html.Close("form");
        html.Close("section");
    }

    private static void AddControls(MarkupWriter html, ReportView view)
    {
        TuningReport report = view.Report;
        double best = report.Recommended!.RowsPerSecond, p99 = report.Recommended.ExpectedP99Seconds * 1e3;
        double rate = report.ArrivalRate ?? RoundedDown(best / 2);
        html.Open("div");
        AddControl(html, "rate", "Rows per second that come", "", rate, RoundedDown(Math.Max(best / 1000, 0.1)), RoundedDown(Math.Max(best * 20, rate * 2)), "any", isLogarithmic: true);
        AddControl(html, "budget", "p99 budget in ms", "0: no budget", (report.P99BudgetSeconds ?? 0) * 1e3, RoundedDown(Math.Max(p99 / 10, 0.01)), RoundedDown(Math.Max(p99 * 50, 1)), "any", isLogarithmic: true);
        AddControl(html, "partitions", "Partitions", "that the rows come in, evenly", report.RecommendedForRate?.Partitions ?? 1, 1, MostPartitions, "1", isLogarithmic: false);
        AddControl(html, "replicas", "Replicas", "0: as many as are needed", 0, 0, MostReplicas, "1", isLogarithmic: false);
        html.Close("div");
    }

    /// <summary>A number, which is exact, and a slider, which is quick.</summary>
    private static void AddControl(MarkupWriter html, string id, string label, string note, double value, double min, double max, string step, bool isLogarithmic)
    {
        html.Open("div", ("class", "control"));
        html.AddText("label", label, ("for", id));
        html.Add("input", ("type", "number"), ("id", id), ("value", Invariant(value)), ("min", Invariant(id == "budget" ? 0 : isLogarithmic ? 1e-9 : min)), ("step", step), ("inputmode", "decimal"), ("required", ""));
        html.Add("input", ("type", "range"), ("id", id + "-slider"), ("min", isLogarithmic ? "0" : Invariant(min)), ("max", isLogarithmic ? "1000" : Invariant(max)), ("step", "1"),
            ("data-for", id), ("data-min", Invariant(min)), ("data-max", Invariant(max)), ("data-log", isLogarithmic ? "true" : "false"), ("data-zero", note), ("aria-label", label));
        if (note.Length > 0) html.AddText("small", note);
        html.Close("div");
    }

    private static void AddResults(MarkupWriter html)
    {
        html.Open("div");
        html.Open("dl", ("class", "plan"));
        foreach ((string id, string name) in s_results)
        {
            html.AddText("dt", name);
            html.Open("dd");
            html.AddText("output", "", ("id", id));
            html.Close("dd");
        }

        html.Close("dl");
        html.AddRaw("<div class=\"bar\" aria-hidden=\"true\"><div id=\"plan-bar\"></div></div>\n");
        html.AddText("p", "", ("id", "plan-message"), ("role", "status"));
        html.AddText("p", $"{ExpectedTime.Formula}. Replicas are as many as keep the utilization at {Figures.Percent(s_maxUtilization)} or less.", ("class", "hint"));
        html.Close("div");
    }

    private static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double RoundedDown(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Floor(value / power) * power;
    }
}
