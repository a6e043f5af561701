using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Tests.Light;

public sealed class ArrivalTests
{
    [Theory]
    [InlineData(nameof(ArrivalPattern.Poisson))]
    [InlineData(nameof(ArrivalPattern.Bursts))]
    [InlineData(nameof(ArrivalPattern.Diurnal))]
    public void Traces_are_sorted_and_have_their_mean_rate(string pattern)
    {
        long[][] traces = [.. Enumerable.Range(0, 20).Select(seed => ArrivalTrace.Create(Enum.Parse<ArrivalPattern>(pattern), 1000, (ulong)seed))];
        Assert.All(traces, static trace => Assert.True(trace.SequenceEqual(trace.Order()) && trace[^1] < SimulatedTime.RunTicks));
        Assert.InRange(traces.Average(static trace => trace.Length), 11_200, 12_800);
    }

    [Fact]
    public void Calls_of_several_rows_bring_the_same_load()
    {
        ServiceProfile profile = ExtraProfiles.Create().Single(static profile => profile.Name == "mixedrows");
        var cell = new Cell(profile, Scenario.ForTuningProfiles[0], 1);
        Assert.InRange(cell.Trace.Length / 12.0, 0.42 * cell.Capacity, 0.58 * cell.Capacity);
    }

    [Fact]
    public void Closed_arrivals_count_and_find_rows_like_a_list_of_all()
    {
        var random = new StableRandom(4);
        var log = new ClosedArrivals();
        var all = new List<long>();
        for (long time = 0; time < 300; time += random.NextOf(0, 1, 3))
        {
            int rows = random.NextOf(0, 1, 5);
            log.Add(time, rows);
            all.AddRange(Enumerable.Repeat(time, rows));
        }

        Assert.Equal(all.Count, log.Count);
        for (int row = all.Count - 1; row >= 0; row--) Assert.Equal(all[row], log.TimeOf(row));
        for (long time = -1; time < 305; time++) Assert.Equal(all.Count(other => other <= time), log.CountUpTo(time, 0));
        Assert.Equal(long.MaxValue, log.TimeOf(all.Count));
    }
}
