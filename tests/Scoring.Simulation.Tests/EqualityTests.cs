using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;
using Scoring.Simulation.Policies;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Tests;

/// <summary>The oracle's grid runs on the light simulator: that is fair only if this does what the client does.</summary>
public sealed class EqualityTests
{
    private static readonly FixedSettings[] s_settings = [new(Rows: 1024), new(Rows: 8), new(Rows: 1, InFlight: 2), new(Rows: 150, InFlight: 3)];
    private static readonly FixedSettings[] s_lingering = [new(Rows: 64, Linger: 5), new(Rows: 100, Linger: 5, InFlight: 4), new(Rows: 1024, Linger: 5)];

    private static readonly FixedSettings[] s_limited =
    [
        new(Rows: 64, MaxWaiting: 40), new(Rows: 32, InFlight: 3, MaxWaiting: 150), new(Rows: 8, MaxWaiting: 1), new(Rows: 100, Linger: 5, MaxWaiting: 60), new(Rows: 50, Linger: 5, InFlight: 2, MaxWaiting: 200),
    ];

    public static TheoryData<int, string> OpenCells()
    {
        var cells = new TheoryData<int, string>();
        for (int profile = 0; profile < 5; profile++)
        {
            foreach (Scenario scenario in Scenario.ForRandomProfiles.Where(static scenario => !scenario.IsClosed)) cells.Add(profile, scenario.Name);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(OpenCells))]
    public void Light_simulation_of_an_open_loop_sends_what_the_client_sends(int profile, string scenario) => Compare(profile, scenario, s_settings);

    [Theory]
    [MemberData(nameof(OpenCells))]
    public void Light_simulation_of_rows_that_wait_for_others_sends_what_the_client_sends(int profile, string scenario) => Compare(profile, scenario, s_lingering);

    [Theory]
    [MemberData(nameof(OpenCells))]
    public void Light_simulation_of_a_queue_with_a_limit_sends_what_the_client_sends(int profile, string scenario) => Compare(profile, scenario, s_limited);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Light_simulation_of_a_closed_loop_sends_what_the_client_sends(int profile) => Compare(profile, "closed", [.. s_settings, .. s_lingering, new(Rows: 32, InFlight: 8), new(Rows: 16, Linger: 5, InFlight: 10)]);

    [Theory]
    [InlineData("bursts60")]
    [InlineData("closed")]
    [InlineData("overload130")]
    public void Client_sends_the_same_twice(string scenario)
    {
        ServiceProfile[] services = [.. RandomProfiles.Create(seed: 5, count: 6), .. ExtraProfiles.Create()];
        foreach (ServiceProfile service in services.Where(service => !service.IsExtra || scenario != "closed"))
        {
            ProductionRun Run() => ProductionSimulation.Run(new Cell(service, Scenario.ForRandomProfiles.Single(other => other.Name == scenario), seed: 3), AdaptiveOptions.Create(service, without: null));
            ProductionRun first = Run(), second = Run();
            Assert.Equal(first.Batches, second.Batches);
            Assert.Equal(first.SlowestRows, second.SlowestRows);
            Assert.Equal(first.Metrics, second.Metrics);
        }
    }

    private static void Compare(int profile, string scenario, FixedSettings[] all)
    {
        ServiceProfile service = RandomProfiles.Create(seed: 7, count: profile + 1)[profile];
        var cell = new Cell(service, Scenario.ForRandomProfiles.Single(other => other.Name == scenario), seed: 3);
        foreach (FixedSettings settings in all)
        {
            LightRun light = LightSimulation.Run(cell, new FixedPolicy(cell, settings));
            ProductionRun production = ProductionSimulation.Run(cell, FixedOptions.Of(settings));
            SentBatch[] expected = [.. light.Batches.Select(static batch => batch.Sent)], actual = [.. production.Batches];
            int same = expected.Zip(actual).TakeWhile(static pair => pair.First == pair.Second).Count();
            Assert.True(
                same == expected.Length && same == actual.Length,
                $"{cell}, {settings}: request {same} of {expected.Length}: {expected.ElementAtOrDefault(same)} and {actual.ElementAtOrDefault(same)}");
            Assert.Equal(light.ToMetrics() with { Drops = 0 }, production.Metrics with { Drops = 0 });
        }
    }
}
