namespace Scoring.Tests.Batching.Simulation;

/// <summary>Single rows and many on one thread and on virtual time, under many seeds.</summary>
public class SchedulerSimulationTests
{
    private const int Seeds = 400;

    [Fact]
    public void Every_row_ends_once_for_a_reason_and_no_bound_is_broken_and_no_place_is_wasted_on_one_thread()
    {
        var tally = new Dictionary<RowFate, long>();
        (int parallel, int lanes, int borrowed, long rows) = (0, 0, 0, 0);
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + i;
            try
            {
                var simulation = new SchedulerSimulation(seed);
                simulation.Run();
                foreach ((RowFate fate, long count) in simulation.Tally) tally[fate] = tally.GetValueOrDefault(fate) + count;
                rows += simulation.Rows;
                parallel += simulation.HasReachedParallel ? 1 : 0;
                lanes += simulation.HasReachedLanes ? 1 : 0;
                borrowed += simulation.HasBorrowed ? 1 : 0;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The simulation failed with seed {seed}: {error.Message}", error);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{rows} rows: {string.Join(", ", tally)}; limits reached {parallel} and {lanes} times, borrowed {borrowed} times");
        Assert.Equal(rows, tally.Values.Sum());
        Assert.All(Enum.GetValues<RowFate>()[1..], fate => Assert.True(tally.ContainsKey(fate), $"No row was {fate}."));
        Assert.True(parallel > Seeds / 4 && lanes > Seeds / 10 && borrowed > Seeds / 20, "The limits were hardly reached.");
    }
}
