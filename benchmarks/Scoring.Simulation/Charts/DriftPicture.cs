using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Charts;

/// <summary>Batch sizes and latency while a service becomes slower and then faster.</summary>
internal static class DriftPicture
{
    /// <summary>Values of so many seconds become one point.</summary>
    private const double Bin = 0.1;

    private const double Seconds = (double)SimulatedTime.RunTicks / TimeSpan.TicksPerSecond;

    /// <param name="options">The client's options for the service.</param>
    /// <param name="seed">Decides all luck.</param>
    public static string Create(Func<ServiceProfile, ScoringClientOptions> options, ulong seed)
    {
        ServiceProfile profile = TuningProfiles.Create().Single(static profile => profile.Name == "drift");
        var cell = new Cell(profile, Scenario.ForTuningProfiles[0], seed);
        var caps = new List<ChartPoint>();
        ProductionRun run = ProductionSimulation.Run(cell, options(profile), (client, time) => Observe(client, time, caps));
        if (caps.Count > 0) caps.Add(new ChartPoint(Seconds, caps[^1].Value));
        var marks = profile.Shifts.Select(static shift => new ChartMark(shift.At * Seconds, FormattableString.Invariant($"service takes × {shift.Factor}")));
        return TimeChart.Create(
            "A service that becomes slower and then faster, at half of its first capacity", Seconds, [SizePanel(run, caps), LatencyPanel(run, profile)], [.. marks]);
    }

    private static ChartPanel SizePanel(ProductionRun run, List<ChartPoint> caps)
    {
        var sizes = new ChartSeries("sent, mean", "second", Bins(run, static (batch, _) => batch.Rows, static values => values.Average()));
        return new ChartPanel("Rows per request", caps.Count == 0 ? [sizes] : [new ChartSeries("cap", "first", caps, IsStepped: true), sizes]);
    }

    private static ChartPanel LatencyPanel(ProductionRun run, ServiceProfile profile) => new(
        "Milliseconds from arrival to score",
        [
            new ChartSeries("slowest row", "first", Bins(run, static (_, slowest) => SimulatedTime.ToMilliseconds(slowest), static values => values.Max())),
            new ChartSeries("service", "second", Bins(run, static (batch, _) => SimulatedTime.ToMilliseconds(batch.Duration), static values => values.Average())),
            new ChartSeries("budget", "limit", [new ChartPoint(0, profile.Budget), new ChartPoint(Seconds, profile.Budget)]),
        ]);

    private static ChartPoint[] Bins(ProductionRun run, Func<SentBatch, long, double> value, Func<IEnumerable<double>, double> join) =>
        [.. run.Batches.Zip(run.SlowestRows)
            .GroupBy(static pair => (int)(SimulatedTime.ToSeconds(pair.First.SentAt) / Bin))
            .Select(bin => new ChartPoint((bin.Key + 0.5) * Bin, join(bin.Select(pair => value(pair.First, pair.Second)))))];

    private static void Observe(IScoringClient<long, long> client, long time, List<ChartPoint> caps)
    {
        if (AdaptiveView.CapOf(client) is { } cap && (caps.Count == 0 || caps[^1].Value != cap)) caps.Add(new ChartPoint(SimulatedTime.ToSeconds(time), cap));
    }
}
