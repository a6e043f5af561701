using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class GrowthPhaseTests
{
    [Fact]
    public void Growth_is_under_way_while_tries_succeed()
    {
        var growth = new GrowthPhase();
        for (int i = 0; i < 100; i++)
        {
            growth.OnBatch();
            Assert.True(growth.IsUnderWay(1));
            if (i % 5 == 0) growth.OnTried(true);
        }
    }

    [Fact]
    public void Growth_ends_with_a_failure()
    {
        var growth = new GrowthPhase();
        growth.OnTried(false);
        growth.OnTried(true);

        Assert.False(growth.IsUnderWay(100));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(20, 48)]
    public void Growth_ends_where_no_try_comes_back(int inFlight, int batches)
    {
        var growth = new GrowthPhase();
        for (int i = 0; i < batches; i++)
        {
            Assert.True(growth.IsUnderWay(inFlight));
            growth.OnBatch();
        }

        Assert.False(growth.IsUnderWay(inFlight));
    }
}
