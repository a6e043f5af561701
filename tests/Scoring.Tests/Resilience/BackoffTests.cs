using Scoring.Resilience;

namespace Scoring.Tests.Resilience;

public class BackoffTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(9, 25_600)]
    [InlineData(10, 30_000)]
    [InlineData(1000, 30_000)]
    [InlineData(int.MaxValue, 30_000)]
    public void Ceiling_doubles_and_does_not_overflow(int failures, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), New(seed: 1).Ceiling(failures));

    [Fact]
    public void Waits_are_evenly_distributed_up_to_the_ceiling()
    {
        Backoff backoff = New(seed: 5);
        double[] waits = [.. Enumerable.Range(0, 10_000).Select(_ => backoff.Next(1).TotalMilliseconds)];
        Assert.All(waits, static wait => Assert.InRange(wait, 0, 100));
        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(waits.Count(wait => (int)(wait / 10) == tenth), 850, 1150));
    }

    [Fact]
    public void Longest_possible_times_saturate() =>
        Assert.Equal(TimeSpan.MaxValue, new Backoff(TimeSpan.MaxValue, TimeSpan.MaxValue, 1).Ceiling(2_000));

    private static Backoff New(int seed) => new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30), seed);
}
