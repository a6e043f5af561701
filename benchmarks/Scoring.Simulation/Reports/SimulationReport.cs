using System.Globalization;

namespace Scoring.Simulation.Reports;

/// <summary>A policy on a set of cells. Summaries are over the cells that are gated.</summary>
internal sealed record SimulationReport
{
    /// <summary>A difference that says nothing.</summary>
    private const double Chance = 0.005;

    public required string Set { get; init; }

    /// <summary>Where the services come from, if not from the set.</summary>
    public string? ProfilesFile { get; init; }

    public required ulong Seed { get; init; }

    public required string Policy { get; init; }

    /// <summary>What was left out of the controller.</summary>
    public string? Without { get; init; }

    public required IReadOnlyList<CellReport> Cells { get; init; }

    public ShareSummary Goodput => ShareSummary.Of(Gated.Select(static cell => cell.Ratio));

    public LatencySummary P99 => LatencySummary.Of(Gated.Select(static cell => cell.P99 / cell.OracleP99));

    public OverloadSummary Overload
    {
        get
        {
            CellReport[] overloaded = [.. Gated.Where(static cell => cell.Useful is not null)];
            return overloaded.Length == 0
                ? new OverloadSummary(double.NaN, double.NaN)
                : new OverloadSummary(overloaded.Average(static cell => cell.Useful!.Value), overloaded.Average(static cell => cell.OracleUseful!.Value));
        }
    }

    public ConvergenceSummary Convergence => ConvergenceSummary.Of([.. Gated.Where(static cell => cell.Scenario == "closed")]);

    public IReadOnlyDictionary<string, RivalSummary> Rivals =>
        Cells.Count == 0 ? new Dictionary<string, RivalSummary>() : Cells[0].Rivals.Keys.ToDictionary(static name => name, Summarize);

    /// <summary>Cells in which a rival is better by more than chance, with the best of them.</summary>
    public IReadOnlyList<string> Lost =>
        [.. Gated.Where(static cell => cell.Rivals.Count > 0)
            .Select(static cell => (Cell: cell, Best: cell.Rivals.MaxBy(static rival => rival.Value.Ratio)))
            .Where(static pair => pair.Best.Value.Ratio > pair.Cell.Ratio + Chance)
            .OrderByDescending(static pair => pair.Best.Value.Ratio - pair.Cell.Ratio)
            .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Cell.Profile}/{pair.Cell.Scenario}: {pair.Best.Key} {pair.Best.Value.Ratio:0.000}, {pair.Cell.Ratio:0.000}"))];

    private IEnumerable<CellReport> Gated => Cells.Where(static cell => !cell.IsExtra);

    private RivalSummary Summarize(string name) => new(
        ShareSummary.Of(Gated.Select(cell => cell.Rivals[name].Ratio)),
        LatencySummary.Of(Gated.Select(cell => cell.Rivals[name].P99 / cell.OracleP99)),
        Gated.Where(static cell => cell.Useful is not null).Select(cell => cell.Rivals[name].Goodput / cell.Capacity).DefaultIfEmpty(double.NaN).Average());
}
