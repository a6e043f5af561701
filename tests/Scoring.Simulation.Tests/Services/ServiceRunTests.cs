using Scoring.Simulation.Profiles;
using Scoring.Simulation.Services;

namespace Scoring.Simulation.Tests.Services;

public sealed class ServiceRunTests
{
    private static readonly ServiceProfile s_profile = new() { Name = "test", Kind = ServiceKind.Parallel, A = 4, C = 0.1, P = 2, Theta = 0.1, Noise = 0.1, Budget = 100 };

    [Fact]
    public void Luck_of_a_request_does_not_depend_on_what_is_in_it()
    {
        long[] Times(int rows)
        {
            var sampler = new ServiceSampler(s_profile, seed: 5);
            return [.. Enumerable.Range(0, 20).Select(_ => sampler.Next(rows, 1, 0))];
        }

        double scale = s_profile.Curve(300) / s_profile.Curve(3);
        Assert.All(Times(3).Zip(Times(300)), pair => Assert.Equal(scale, (double)pair.Second / pair.First, 3));
    }

    [Fact]
    public void Shared_service_takes_as_long_as_a_fixed_one_when_requests_begin_together()
    {
        ServiceRun<int> shared = ServiceRun<int>.Create(s_profile with { IsShared = true, Noise = 0 }, 5), fixedOne = ServiceRun<int>.Create(s_profile with { Noise = 0, P = 1, Theta = 0, C = 0.2 }, 5);
        for (int i = 0; i < 2; i++) shared.Send(i, 50, 1000);
        fixedOne.Send(0, 50, 1000);
        Assert.Equal(fixedOne.NextEnd, shared.NextEnd);
        Assert.Equal([0, 1], [shared.EndNext().Item, shared.EndNext().Item]);
    }

    [Fact]
    public void Shared_service_speeds_up_when_a_request_leaves()
    {
        ServiceRun<int> shared = ServiceRun<int>.Create(s_profile with { IsShared = true, Noise = 0, P = 1, Theta = 0, A = 10, C = 0 }, 5);
        shared.Send(0, 1, 0);
        shared.Send(1, 1, 100_000);
        // Alone for 10 ms, which is all it needs.
        Assert.Equal((0, 100_000), (shared.EndNext() is var first ? first.Item : -1, first.Batch.EndsAt));
        shared.Send(2, 1, 150_000);
        // Half done alone, the other half at half the speed; then the other has half left, alone.
        Assert.Equal((1, 250_000), (shared.EndNext() is var second ? second.Item : -1, second.Batch.EndsAt));
        Assert.Equal((2, 300_000), (shared.EndNext() is var third ? third.Item : -1, third.Batch.EndsAt));
    }

    [Fact]
    public void Outage_answers_at_once_that_it_failed()
    {
        ServiceRun<int> run = ServiceRun<int>.Create(s_profile with { Outage = new PeriodicOutage(Period: 100, Length: 20, AnswerTime: 2, RetryAfter: 50) }, 5);
        run.Send(0, 10, SimulatedTime.ToTicks(79.9));
        run.Send(1, 10, SimulatedTime.ToTicks(80));
        (int item, SentBatch batch) = run.EndNext();
        Assert.Equal((1, true, SimulatedTime.ToTicks(82)), (item, batch.HasFailed, batch.EndsAt));
        Assert.False(run.EndNext().Batch.HasFailed);
    }

    [Fact]
    public void Heavy_rows_cost_as_much_in_the_mean()
    {
        var quirk = new HeavyTailedRows(a: 0, c: 0.1);
        var random = new StableRandom(1);
        Assert.InRange(quirk.Apply(new ServiceCall(0, 200_000, 1, 0), 20_000, ref random), 19_500, 20_500);
    }
}
