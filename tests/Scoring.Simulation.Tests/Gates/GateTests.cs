using Scoring.Simulation.Reports;

namespace Scoring.Simulation.Tests.Gates;

/// <summary>What the client has to reach beside the best fixed settings. A floor that is missed names the cells that are to blame.</summary>
public sealed class GateTests(GateReports reports) : IClassFixture<GateReports>
{
    private const int NamedCells = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tuning_profiles_reach_their_goodput(int seed) => ExpectGoodput(reports.Tuning((ulong)seed), mean: 0.98, p10: 0, worst: 0.87);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_profiles_reach_their_goodput(int seed) => ExpectGoodput(reports.Random((ulong)seed), mean: 0.93, p10: 0.82, worst: 0.65);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_profiles_keep_their_latency(int seed)
    {
        SimulationReport report = reports.Random((ulong)seed);
        double geomean = report.P99.Geomean;
        Assert.True(geomean <= 1.6, $"{Name(report)}: p99 ÷ oracle's p99 {geomean:0.0000} > 1.6. {Slowest(report.Cells)}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_profiles_stay_useful_in_overload(int seed)
    {
        SimulationReport report = reports.Random((ulong)seed);
        double useful = report.Overload.Useful;
        Assert.True(useful >= 0.92, $"{Name(report)}: useful ÷ capacity {useful:0.0000} < 0.92. {Worst(report.Cells.Where(static cell => cell.Useful is not null))}");
    }

    [Fact]
    public void Tuning_profiles_converge_from_nothing()
    {
        CellReport[] slow = [.. reports.Tuning().Cells.Where(static cell => cell.Scenario == "closed" && (cell.Convergence is not { } batches || batches > (cell.IsRemote ? 160 : 60)))];
        Assert.True(slow.Length == 0, $"Batches to 90 % of the oracle's throughput: {string.Join(", ", slow.Select(static cell => $"{Name(cell)} {cell.Convergence?.ToString() ?? "never"}"))}.");
    }

    [Fact]
    public void Tuning_profiles_are_better_off_than_with_the_best_rival() => ExpectBetterThanRivals(reports.Tuning());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_profiles_are_better_off_than_with_the_best_rival(int seed) => ExpectBetterThanRivals(reports.Random((ulong)seed));

    /// <summary>Who tries other numbers of requests or sizes though there is no need to, is slower where a service has time.</summary>
    [Fact]
    public void Tuning_profiles_are_not_slowed_by_experiments_at_half_load()
    {
        CellReport[] cells = [.. reports.Tuning().Cells.Where(static cell => cell.Scenario == "poisson50")];
        LatencySummary latency = LatencySummary.Of(cells.Select(static cell => cell.P99 / cell.OracleP99));

        Assert.True(latency.Geomean <= 1.2 && latency.Worst <= 1.6, $"p99 ÷ oracle's p99 {latency.Geomean:0.000}, worst {latency.Worst:0.000}. {Slowest(cells)}");
    }

    private static void ExpectGoodput(SimulationReport report, double mean, double p10, double worst)
    {
        ShareSummary share = report.Goodput;
        Assert.True(
            share.Mean >= mean && share.P10 >= p10 && share.Worst >= worst,
            $"{Name(report)}: goodput ÷ oracle {share.Mean:0.0000}, p10 {share.P10:0.0000}, worst {share.Worst:0.0000}; floors {mean}, {p10}, {worst}. {Worst(report.Cells)}");
    }

    private static void ExpectBetterThanRivals(SimulationReport report)
    {
        ShareSummary ours = report.Goodput;
        foreach ((string name, RivalSummary rival) in report.Rivals)
        {
            Assert.True(
                ours.Mean > rival.Goodput.Mean && ours.P10 > rival.Goodput.P10,
                $"{Name(report)}: {name} has {rival.Goodput.Mean:0.0000}, p10 {rival.Goodput.P10:0.0000}, we {ours.Mean:0.0000} and {ours.P10:0.0000}. {string.Join("; ", report.Lost.Take(NamedCells))}");
        }
    }

    private static string Worst(IEnumerable<CellReport> cells) => "Worst: " + string.Join(", ", cells.OrderBy(static cell => cell.Ratio).Take(NamedCells)
        .Select(static cell => $"{Name(cell)} {cell.Ratio:0.000} ({cell.Goodput:0} of {cell.Oracle:0} rows/s)"));

    private static string Slowest(IEnumerable<CellReport> cells) => "Slowest: " + string.Join(", ", cells.OrderByDescending(static cell => cell.P99 / cell.OracleP99).Take(NamedCells)
        .Select(static cell => $"{Name(cell)} {cell.P99 / cell.OracleP99:0.00} ({cell.P99:0.0} ms, oracle {cell.OracleP99:0.0} ms)"));

    private static string Name(SimulationReport report) => $"{report.Set} profiles, seed {report.Seed}";

    private static string Name(CellReport cell) => $"{cell.Profile}/{cell.Scenario}";
}
