using System.Globalization;
using System.Text;

namespace Scoring.Simulation.Reports;

/// <summary>Reports as a table that is also Markdown.</summary>
internal static class ReportText
{
    private const int WorstCells = 12;

    public static string Create(SimulationReport report)
    {
        var text = new StringBuilder();
        string without = report.Without is null ? "" : $" without {report.Without}";
        Line(text, $"{report.Policy}{without}, {report.ProfilesFile ?? report.Set} profiles, seed {report.Seed}: goodput as a share of the best fixed settings'");
        text.AppendLine();
        AddScenarios(text, report);
        text.AppendLine();
        AddSummary(text, report);
        if (report.Rivals.Count > 0) AddRivals(text, report);
        AddWorst(text, report);
        return text.ToString();
    }

    private static void AddScenarios(StringBuilder text, SimulationReport report)
    {
        text.AppendLine("| scenario | mean | p10 | worst | ≥ 0.97 | p99 geomean | p99 worst | p99 ≤ 1.1 |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        CellReport[] gated = [.. report.Cells.Where(static cell => !cell.IsExtra)];
        foreach (IGrouping<string, CellReport> scenario in gated.GroupBy(static cell => cell.Scenario)) AddRow(text, scenario.Key, scenario);
        AddRow(text, "**all**", gated);
        CellReport[] extra = [.. report.Cells.Where(static cell => cell.IsExtra)];
        foreach (IGrouping<string, CellReport> profile in extra.GroupBy(static cell => cell.Profile)) AddRow(text, $"({profile.Key})", profile);
    }

    private static void AddRow(StringBuilder text, string name, IEnumerable<CellReport> cells)
    {
        ShareSummary share = ShareSummary.Of(cells.Select(static cell => cell.Ratio));
        LatencySummary latency = LatencySummary.Of(cells.Select(static cell => cell.P99 / cell.OracleP99));
        Line(text, $"| {name} | {share.Mean:0.000} | {share.P10:0.000} | {share.Worst:0.000} | {share.Near}/{share.Cells} | {latency.Geomean:0.00} | {latency.Worst:0.0} | {latency.Near}/{latency.Cells} |");
    }

    private static void AddSummary(StringBuilder text, SimulationReport report)
    {
        OverloadSummary overload = report.Overload;
        ConvergenceSummary convergence = report.Convergence;
        Line(text, $"130 % load, useful ÷ capacity: {overload.Useful:0.000} (oracle {overload.OracleUseful:0.000}).");
        Line(text, $"Requests from nothing to 90 % of the oracle's throughput: median {Number(convergence.Median)}, slowest local {Number(convergence.Local)}, slowest remote {Number(convergence.Remote)}, never {convergence.Never}.");
    }

    private static void AddRivals(StringBuilder text, SimulationReport report)
    {
        text.AppendLine();
        text.AppendLine("| rival | mean | p10 | worst | ≥ 0.97 | p99 geomean | useful ÷ capacity at 130 % |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach ((string name, RivalSummary rival) in report.Rivals)
            Line(text, $"| {name} | {rival.Goodput.Mean:0.000} | {rival.Goodput.P10:0.000} | {rival.Goodput.Worst:0.000} | {rival.Goodput.Near}/{rival.Goodput.Cells} | {rival.P99.Geomean:0.00} | {rival.Useful:0.000} |");
        text.AppendLine();
        Line(text, $"Cells in which a rival is better: {report.Lost.Count}{(report.Lost.Count > WorstCells ? ", the first of them" : "")}");
        foreach (string lost in report.Lost.Take(WorstCells)) Line(text, $"- {lost}");
    }

    private static void AddWorst(StringBuilder text, SimulationReport report)
    {
        text.AppendLine();
        text.AppendLine("| worst cells | kind | ratio | goodput | oracle | p99 ms | oracle's | cap | k | rows per request | convergence |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (CellReport cell in report.Cells.OrderBy(static cell => cell.Ratio).Take(WorstCells))
            Line(text, $"| {cell.Profile}/{cell.Scenario} | {cell.Kind} | {cell.Ratio:0.000} | {cell.Goodput:0} | {cell.Oracle:0} | {cell.P99:0.0} | {cell.OracleP99:0.0} | {cell.Cap} | {cell.K} | {cell.MeanBatch:0.0} | {Number(cell.Convergence)} |");
    }

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
