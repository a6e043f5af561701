using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class TrialSearchTests
{
    /// <summary>96 rows are used for 100, and are known: another request of 96 would tell nothing of 100. 104 are used as they are.</summary>
    [Theory]
    [InlineData(100, 0)]
    [InlineData(104, 104)]
    public void Size_that_is_rounded_to_a_known_one_is_not_tried(int seenOnce, int expected)
    {
        TimeCurve curve = Curve(batch: 0, (64, 0.07, 20), (96, 0.09, 20), (seenOnce, 0.0905, 1));
        var search = new TrialSearch(curve, limit: 1000, maxTime: 0.0906, overhead: 0, rate: 1.04 * 96 / 0.09);

        search.TryKnown(spread: 0.1);

        Assert.Equal(expected, search.Size);
    }

    [Fact]
    public void Size_that_was_seen_long_ago_is_tried_again()
    {
        (double, double, int)[] seen = [(64, 0.07, 20), (128, 0.15, 4)];

        Assert.Equal((0, 128), (Try(batch: 0), Try(batch: 4000)));

        double Try(long batch)
        {
            var search = new TrialSearch(Curve(batch, seen), limit: 128, maxTime: double.PositiveInfinity, overhead: 0, rate: 1.04 * 64 / 0.07);
            search.TryKnown(spread: 0.1);
            return search.Size;
        }
    }

    private static TimeCurve Curve(long batch, params (double Size, double Time, int Count)[] points)
    {
        var curve = new TimeCurve();
        curve.Rebuild([.. points.Select(static point => SizeBucket.Of(point.Size, Math.Log(point.Time), point.Count))], default, batch);
        return curve;
    }
}
