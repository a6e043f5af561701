using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class OverloadGuardTests
{
    [Fact]
    public void Requests_refused_together_shrink_the_limit_once()
    {
        var guard = new OverloadGuard();

        Assert.True(guard.Shrink(10, 0.5, 20, 0));
        Assert.False(guard.Shrink(10, 0.5, 14, 0));
        Assert.False(guard.Shrink(10.49, 0.5, 14, 0));
        Assert.Equal(14, guard.Limit);

        Assert.True(guard.Shrink(10.5, 0.5, 14, 0));
        Assert.Equal(9, guard.Limit);
    }

    [Fact]
    public void Limit_shrinks_at_most_once_per_round_trip_and_never_below_one() => Properties.Check<int>(static seed =>
    {
        var random = new NoisyTimes(seed);
        var guard = new OverloadGuard();
        double now = 0, last = double.NegativeInfinity;
        for (int i = 0; i < 500; i++)
        {
            now += random.Between(0, 0.3);
            int before = guard.Limit;
            if (random.Chance(0.5)) guard.OnAnswered(20);
            else if (guard.Shrink(now, 1, Math.Min(before, 20), 0))
            {
                Assert.True(now - last >= 1);
                last = now;
            }

            Assert.True(guard.Limit is (>= 1 and < 20) or int.MaxValue);
        }
    });

    [Fact]
    public void Limit_grows_back_one_by_one_until_there_is_none()
    {
        var guard = new OverloadGuard();
        guard.Shrink(0, 1, 4, 0);
        var limits = new List<int>();
        for (int i = 0; i < 5; i++)
        {
            guard.OnAnswered(4);
            limits.Add(guard.Limit);
        }

        Assert.Equal([2, 3, 3, 3, int.MaxValue], limits);
    }

    [Fact]
    public void Longest_pause_that_was_asked_for_holds()
    {
        var guard = new OverloadGuard();
        guard.Shrink(10, 1, 4, 5);
        guard.Shrink(11, 1, 4, 2);
        Assert.Equal(15, guard.PausedUntil);

        guard.Shrink(12, 1, 4, 0);
        Assert.Equal(15, guard.PausedUntil);
    }
}
