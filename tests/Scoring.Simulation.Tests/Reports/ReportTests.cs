using System.Text.Json;
using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Simulation.Reports;
using Scoring.Simulation.Rivals;

namespace Scoring.Simulation.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void Summaries_are_of_the_nearest_rank()
    {
        ShareSummary summary = ShareSummary.Of(Enumerable.Range(1, 20).Select(static i => i / 20.0));
        Assert.Equal((0.525, 0.1, 0.05, 1, 20), (Math.Round(summary.Mean, 6), summary.P10, summary.Worst, summary.Near, summary.Cells));
        Assert.Equal(2, LatencySummary.Of([1, 4, double.NaN]).Geomean, 9);
    }

    [Theory]
    [InlineData(100, 12)]
    [InlineData(1000, 20)]
    [InlineData(1001, null)]
    public void Convergence_is_the_first_window_that_is_fast_enough(double throughput, int? expected)
    {
        // Eight slow requests of ten rows, then fast ones: ten milliseconds each.
        IEnumerable<SentBatch> batches = Enumerable.Range(0, 40)
            .Select(static i => new SentBatch(i < 8 ? 2 : 10, 1, i * 100_000, (i + 1) * 100_000));
        Assert.Equal(expected, Convergence.Of(batches, throughput));
    }

    [Fact]
    public void Report_has_the_members_that_others_read()
    {
        var cell = new Cell(RandomProfiles.Create(1, 1)[0], Scenario.ForRandomProfiles[0], 1);
        var runner = new CellRunner(static profile => AdaptiveOptions.Create(profile, null), Rival.All);
        var report = new SimulationReport { Set = "random", Seed = 1, Policy = "ours", Cells = [runner.Run(cell)] };
        using var json = JsonDocument.Parse(ReportFile.Create(report));
        JsonElement root = json.RootElement;
        Assert.All(["set", "seed", "cells", "goodput", "p99", "rivals"], name => Assert.True(root.TryGetProperty(name, out _), name));
        Assert.All(["mean", "p10", "worst"], name => Assert.True(root.GetProperty("goodput").TryGetProperty(name, out _), name));
        Assert.All(
            ["profile", "kind", "scenario", "goodput", "oracle", "ratio", "p99", "oracleP99", "cap", "k"],
            name => Assert.True(root.GetProperty("cells")[0].TryGetProperty(name, out _), name));
        Assert.Equal(Rival.All.Length, root.GetProperty("rivals").EnumerateObject().Count());
        Assert.Contains("| **all** |", ReportText.Create(report));
    }
}
