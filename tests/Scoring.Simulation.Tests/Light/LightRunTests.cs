using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;
using Scoring.Simulation.Policies;
using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Tests.Light;

public sealed class LightRunTests
{
    [Theory]
    [InlineData("poisson90")]
    [InlineData("bursts60")]
    [InlineData("closed")]
    public void Metrics_are_those_of_counting_every_row(string scenario)
    {
        foreach (ServiceProfile profile in RandomProfiles.Create(seed: 21, count: 4))
        {
            var cell = new Cell(profile, Scenario.ForRandomProfiles.Single(other => other.Name == scenario), seed: 2);
            var arrivals = new Recorder(new FixedPolicy(cell, new FixedSettings(Rows: 100, Linger: 5)));
            LightRun run = LightSimulation.Run(cell, arrivals);
            long[] latencies = [.. run.Batches.Zip(arrivals.Sent).Where(static pair => pair.First.IsMeasured).SelectMany(static pair => pair.Second.Select(time => pair.First.EndsAt - time)).Order()];
            RunMetrics metrics = run.ToMetrics();
            Assert.Equal(latencies.Length, metrics.Rows);
            Assert.Equal(latencies.Count(latency => latency <= profile.BudgetTicks) / 10.0, metrics.Goodput, 9);
            Assert.Equal(SimulatedTime.ToMilliseconds(latencies[(int)Math.Ceiling(0.99 * latencies.Length) - 1]), metrics.P99);
        }
    }

    [Fact]
    public void No_row_is_lost_or_served_twice()
    {
        var cell = new Cell(RandomProfiles.Create(seed: 21, count: 1)[0], Scenario.ForRandomProfiles[4], seed: 2);
        LightRun run = LightSimulation.Run(cell, new FixedPolicy(cell, new FixedSettings(Rows: 64, MaxWaiting: 100)));
        Assert.All(run.Batches.Zip(run.Batches.Skip(1)), static pair => Assert.True(pair.First.FirstRow + pair.First.Rows <= pair.Second.FirstRow));
    }

    /// <summary>Remembers when the rows of each request came.</summary>
    private sealed class Recorder(IBatchingPolicy policy) : IBatchingPolicy
    {
        public List<long[]> Sent { get; } = [];

        public Decision Decide(QueueState queue)
        {
            Decision decision = policy.Decide(queue);
            if (decision.Send > 0) Sent.Add([.. Enumerable.Range(0, decision.Send).Select(queue.ArrivalOf)]);
            return decision;
        }

        public void OnCompleted(in LightBatch batch) => policy.OnCompleted(in batch);
    }
}
