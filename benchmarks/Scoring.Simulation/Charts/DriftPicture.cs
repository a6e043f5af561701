using System.Globalization;
using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Tuning.Reporting.Charts;

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
        if (caps.Count > 0) caps.Add(new ChartPoint(Seconds, caps[^1].Y));
        ReferenceLine[] marks = [.. profile.Shifts.Select(static shift => new ReferenceLine(shift.At * Seconds, FormattableString.Invariant($"service takes × {shift.Factor}"), "mark", IsVertical: true))];
        return PictureStack.Create(
            "A service that becomes slower and then faster, at half of its first capacity", "",
            [SizeChart(run, caps, marks).Draw(PictureStack.Width), LatencyChart(run, profile, marks).Draw(PictureStack.Width)]);
    }

    private static LineChart SizeChart(ProductionRun run, List<ChartPoint> caps, ReferenceLine[] marks)
    {
        var sizes = new ChartSeries("sent, mean", "s2", Bins(run, static (batch, _) => batch.Rows, static values => values.Average()));
        return OverTime("Rows per request", "The cap that the client set, and the mean of what it sent.", "rows", caps.Count == 0 ? [sizes] : [new ChartSeries("cap", "s0", caps, IsStepped: true), sizes], marks);
    }

    private static LineChart LatencyChart(ProductionRun run, ServiceProfile profile, ReferenceLine[] marks) => OverTime(
        "From arrival to score",
        "The slowest row of each moment, what the service took, and the budget.",
        "ms",
        [
            new ChartSeries("slowest row", "s0", Bins(run, static (_, slowest) => SimulatedTime.ToMilliseconds(slowest), static values => values.Max())),
            new ChartSeries("service", "s2", Bins(run, static (batch, _) => SimulatedTime.ToMilliseconds(batch.Duration), static values => values.Average())),
        ],
        [.. marks, new ReferenceLine(profile.Budget, "budget", "limit", IsVertical: false)]);

    private static LineChart OverTime(string title, string description, string unit, ChartSeries[] series, ReferenceLine[] references) => new()
    {
        Title = title,
        Description = description,
        AcrossTitle = "seconds",
        UpTitle = unit,
        Across = new Scale(0, Seconds, IsLogarithmic: false),
        Up = Scale.FromZero(Math.Max(series.SelectMany(static one => one.Points).Max(static point => point.Y), references.Where(static line => !line.IsVertical).Max(static line => (double?)line.Value) ?? 0)),
        FormatAcross = static seconds => seconds.ToString(CultureInfo.InvariantCulture),
        FormatUp = static value => value.ToString("0.##", CultureInfo.InvariantCulture),
        Series = series,
        References = references,
    };

    private static ChartPoint[] Bins(ProductionRun run, Func<SentBatch, long, double> value, Func<IEnumerable<double>, double> join) =>
        [.. run.Batches.Zip(run.SlowestRows)
            .GroupBy(static pair => (int)(SimulatedTime.ToSeconds(pair.First.SentAt) / Bin))
            .Select(bin => new ChartPoint((bin.Key + 0.5) * Bin, join(bin.Select(pair => value(pair.First, pair.Second)))))];

    private static void Observe(IScoringClient<long, long> client, long time, List<ChartPoint> caps)
    {
        if (AdaptiveView.CapOf(client) is { } cap && (caps.Count == 0 || caps[^1].Y != cap)) caps.Add(new ChartPoint(SimulatedTime.ToSeconds(time), cap));
    }
}
