using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class UtilizationTests
{
    [Fact]
    public void Nothing_is_known_before_time_has_passed()
    {
        var utilization = new Utilization();
        utilization.Add(5, 4, 4);

        Assert.Equal(0, utilization.Share);
    }

    [Fact]
    public void Share_is_the_mean_over_time()
    {
        var utilization = new Utilization();
        utilization.Remember(1e6);
        utilization.Add(0, 0, 4);
        utilization.Add(1, 4, 4);
        utilization.Add(4, 1, 4);

        Assert.Equal(1.75 / 4, utilization.Share, tolerance: 1e-5);
        Assert.False(utilization.IsSaturated);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e6)]
    public void Clock_may_start_anywhere(double start) => Assert.True(SaturatedAfter(start, 0) < 0.2);

    /// <summary>Requests of 10 ms take all there is: that is seen within some of them, whatever was before.</summary>
    [Fact]
    public void Quiet_hour_is_forgotten_as_fast_as_anything() => Assert.True(SaturatedAfter(10, 3600) < 0.35);

    [Fact]
    public void Clock_that_goes_back_does_no_harm()
    {
        var utilization = new Utilization();
        utilization.Add(10, 1, 1);
        utilization.Add(11, 1, 1);
        utilization.Add(3, 0, 1);
        utilization.Add(4, 1, 1);

        Assert.Equal(1, utilization.Share, 9);
    }

    private static double SaturatedAfter(double start, double quiet)
    {
        var utilization = new Utilization();
        utilization.Add(start, 0, 2);
        utilization.Remember(0.08);
        double begin = start + quiet, now = begin;
        utilization.Add(now, 0, 2);
        while (!utilization.IsSaturated && now < begin + 100) utilization.Add(now += 0.005, 2, 2);
        return now - begin;
    }
}
