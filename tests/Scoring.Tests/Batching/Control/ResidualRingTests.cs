using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class ResidualRingTests
{
    [Fact]
    public void Spread_and_tail_are_those_of_the_last_200_samples() => Properties.Check<int>(static seed =>
    {
        var random = new NoisyTimes(seed);
        var ring = new ResidualRing();
        var all = new List<double>();
        for (int i = 0; i < 305; i++) Add(ring, all, random.Normal(0.2));

        // Worked out with the first and every eighth after it.
        AssertQuantiles(all, ring);
    }, tests: 50);

    [Theory]
    [InlineData(0.5, 0.4, 0.3, 0.2, -1, 0.2)]
    [InlineData(-0.5, -0.4, 1, -0.3, -0.2, -0.2)]
    [InlineData(2, 2, 2, 0.01, 0, 0.01)]
    [InlineData(2, 2, 2, -0.1, -0.1, 0)]
    public void Recent_samples_agree_on_what_four_of_five_exceed(double a, double b, double c, double d, double e, double expected)
    {
        var ring = new ResidualRing();
        foreach (double sample in new[] { a, b, c, d }) ring.Add(sample);
        Assert.Equal(0, ring.RecentAgreement);
        ring.Add(e);

        Assert.Equal(expected, ring.RecentAgreement);
    }

    [Fact]
    public void Forgotten_samples_do_not_count_after_the_ring_was_full()
    {
        var random = new NoisyTimes(7);
        var ring = new ResidualRing();
        var all = new List<double>();
        for (int i = 0; i < 297; i++) Add(ring, all, random.Normal(0.02));
        for (int i = 0; i < 5; i++) ring.Add(9);
        ring.ForgetRecent();
        all.RemoveRange(0, all.Count - 195);
        for (int i = 0; i < 3; i++) Add(ring, all, random.Normal(0.02));

        AssertQuantiles(all, ring);
    }

    [Fact]
    public void Spread_of_normal_noise_is_its_deviation()
    {
        var random = new NoisyTimes(3);
        var ring = new ResidualRing();
        for (int i = 0; i < 2000; i++) ring.Add(random.Normal(0.1));

        Assert.InRange(ring.Spread, 0.07, 0.13);
        Assert.InRange(ring.Tail, 0.14, 0.25);
    }

    [Fact]
    public void RecentMedian_is_the_middle_of_the_last_five()
    {
        var ring = new ResidualRing();
        foreach (double residual in new[] { 9, 9, 3, 1 }) ring.Add(residual);
        Assert.Equal(0, ring.RecentMedian);

        foreach (double residual in new[] { 2.0, 5, 4 }) ring.Add(residual);
        Assert.Equal(3, ring.RecentMedian);
    }

    [Fact]
    public void Forgetting_more_than_there_is_leaves_nothing()
    {
        var ring = new ResidualRing();
        ring.Add(1);
        ring.ForgetRecent();
        ring.ForgetRecent();

        Assert.Equal(0, ring.RecentMedian);
        for (int i = 0; i < 500; i++) ring.Add(0);
        Assert.Equal(0.01, ring.Spread);
        Assert.Equal(0.02, ring.Tail);
    }

    private static void Add(ResidualRing ring, List<double> all, double residual)
    {
        ring.Add(residual);
        all.Add(residual);
    }

    private static void AssertQuantiles(List<double> all, ResidualRing ring)
    {
        double[] sorted = [.. all.TakeLast(200).Order()];
        Assert.Equal(Math.Max(0.01, (sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4]) / 1.35), ring.Spread, 12);
        Assert.Equal(Math.Max(0.02, sorted[(int)(sorted.Length * 0.97)]), ring.Tail, 12);
    }
}
