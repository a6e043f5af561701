using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Simulation.Reports;
using Scoring.Simulation.Services;

namespace Scoring.Simulation.Tests.Gates;

/// <summary>What controllers of this kind have got wrong before.</summary>
public sealed class FailureTests
{
    private const ulong Seed = 41;

    private static readonly ServiceProfile s_serial = new() { Name = "serial", Kind = ServiceKind.Linear, A = 4, C = 0.1, Theta = 0.1, Noise = 0.1, Budget = 100 };

    public static TheoryData<string> Loaded => ["poisson90", "closed", "overload130"];

    /// <summary>Size and number of requests explain each other's times if both are learned at once: then the number runs away where only one request is served at a time.</summary>
    [Theory]
    [MemberData(nameof(Loaded))]
    public void Number_of_requests_does_not_run_away_on_a_serial_device(string scenario)
    {
        ServiceProfile[] serial = [.. RandomProfiles.Create(Seed, 30).Where(static profile => profile.P == 1)];
        foreach (Cell cell in Cells(serial, scenario))
        {
            int most = Run(cell).Batches.Where(static batch => batch.IsMeasured).Max(static batch => batch.InFlight);
            Assert.True(most <= 4, $"Seed {Seed}, {cell}: up to {most} requests in flight.");
        }
    }

    /// <summary>The first request of each octave of sizes is so slow that it would look as if small ones were best: they are tried again.</summary>
    [Theory]
    [InlineData(1, 20)]
    [InlineData(50, 90)]
    [InlineData(1, 300)]
    public void Size_whose_first_request_was_slow_is_tried_again(double factor, double compilation) => ExpectSizes(factor, compilation);

    /// <summary>For two seconds hardly anything is in time: whoever refuses all rows then would never learn that it is over.</summary>
    [Theory]
    [InlineData("poisson90", 15)]
    [InlineData("poisson90", 30)]
    [InlineData("poisson90", 60)]
    [InlineData("overload130", 40)]
    [InlineData("overload130", 60)]
    public void Service_that_is_too_slow_for_all_rows_is_still_used_and_relearned(string scenario, double factor) => ExpectRelearned(scenario, factor);

    /// <summary>What only suits some numbers shows when the numbers that can be chosen are.</summary>
    [Fact]
    public void Goodput_does_not_depend_on_where_the_client_starts() => ExpectGoodput(1, 2);

    /// <summary>What many requests at once take must not be learned as the time of one: then no size would seem to be within the budget. 20 is where endpoints start.</summary>
    [Fact]
    public void Goodput_does_not_depend_on_starting_with_too_many_requests() => ExpectGoodput(4, 20);

    private static void ExpectGoodput(params int[] starts)
    {
        var random = new StableRandom(Seed);
        var shares = new List<(string Name, double Ratio)>();
        foreach (Cell cell in Cells(RandomProfiles.Create(Seed, 10), [.. Scenario.ForRandomProfiles.Select(static scenario => scenario.Name)]))
        {
            int start = random.NextOf(starts), max = random.NextOf(24, 32, 64), rows = random.NextOf(700, 1000, 2000);
            var runner = new CellRunner(profile => Options(profile, start, max, rows), []);
            shares.Add(($"{cell} from {start} of {max} requests, {rows} rows", runner.Run(cell).Ratio));
        }

        double mean = shares.Average(static share => share.Ratio);
        Assert.True(mean >= 0.93, $"Seed {Seed}: {mean:0.0000} of the best fixed settings' goodput. Worst: {string.Join("; ", shares.OrderBy(static share => share.Ratio).Take(6))}");
    }

    private static void ExpectSizes(double factor, double compilation)
    {
        ServiceProfile profile = s_serial with { NewQuirk = () => new SlowStart(slowRequests: 2, factor, compilation) };
        foreach (Cell cell in Cells([profile], "closed", "poisson90"))
        {
            CellReport report = new CellRunner(Options, []).Run(cell);
            Assert.True(report.Ratio >= 0.87, $"Seed {Seed}, {cell}: {report.Ratio:0.000} of the best fixed settings' goodput, sizes up to {report.Cap}.");
        }
    }

    private static void ExpectRelearned(string scenario, double factor)
    {
        ServiceProfile profile = s_serial with { Shifts = [new(3.0 / 12, factor), new(5.0 / 12, 1)] };
        Cell cell = Cells([profile], scenario).Single();
        ProductionRun run = Run(cell);

        // A large one that was sent before may take all of that time.
        int slow = run.Batches.Count(static batch => Seconds(batch.SentAt) < 5 && Seconds(batch.EndsAt) >= 3.5);
        double end = run.Batches.Where(static batch => Seconds(batch.EndsAt) is >= 9 and < 12).Sum(static batch => batch.Rows) / 3.0;
        double wanted = 0.85 * Math.Min(cell.Scenario.Load, 1) * cell.Capacity;
        Assert.True(slow > 0 && end >= wanted, $"Seed {Seed}, {cell}: {slow} requests while it was slow, {end:0} rows/s after it, wanted {wanted:0}.");
    }

    private static double Seconds(long ticks) => SimulatedTime.ToSeconds(ticks);

    private static IEnumerable<Cell> Cells(ServiceProfile[] profiles, params string[] scenarios) =>
        Cell.CreateAll(profiles, Scenario.ForRandomProfiles, Seed).Where(cell => scenarios.Contains(cell.Scenario.Name));

    private static ScoringClientOptions Options(ServiceProfile profile) => AdaptiveOptions.Create(profile, without: null);

    private static ScoringClientOptions Options(ServiceProfile profile, int start, int max, int rows)
    {
        ScoringClientOptions options = Options(profile);
        (options.StartParallelRequests, options.MaxParallelRequests, options.MaxBatchCount) = (start, max, rows);
        return options;
    }

    private static ProductionRun Run(Cell cell) => ProductionSimulation.Run(cell, Options(cell.Profile));
}
