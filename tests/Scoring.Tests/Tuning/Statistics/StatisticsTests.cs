using Scoring.Tuning.Statistics;

namespace Scoring.Tests.Tuning.Statistics;

public class StatisticsTests
{
    [Fact]
    public void Quantiles_are_values_that_are_there()
    {
        double[] sorted = [.. Enumerable.Range(1, 100).Select(static i => (double)i)];

        Assert.Equal((50, 99, 100), (Quantile.OfSorted(sorted, 0.5), Quantile.OfSorted(sorted, 0.99), Quantile.OfSorted(sorted, 1)));
        Assert.Equal(2.5, Quantile.Median([4, 1, 3, 2]));
        Assert.Equal(3, Quantile.Median([5, 1, 3]));
    }

    [Fact]
    public void Outliers_are_those_far_from_the_median_of_many()
    {
        double[] sorted = [1, 10, 10.1, 10.2, 10.3, 10.4, 16, 17];

        Assert.Equal((1, 6), Outliers.Inliers(sorted));
        Assert.Equal((0, 4), Outliers.Inliers([1, 1, 1, 100]));
        Assert.Equal((0, 5), Outliers.Inliers([5, 5, 5, 5, 5]));
    }

    [Fact]
    public void Interval_holds_the_true_median_nineteen_times_of_twenty()
    {
        const int Trials = 4000;
        var random = new Random(8);
        foreach (int count in new[] { 7, 15, 40 })
        {
            int holds = 0;
            for (int i = 0; i < Trials; i++)
            {
                double[] sorted = [.. Enumerable.Range(0, count).Select(_ => Math.Exp(random.NextDouble())).Order()];
                (double low, double high) = MedianInterval.Of(sorted);
                if (low <= Math.Exp(0.5) && high >= Math.Exp(0.5)) holds++;
            }

            Assert.InRange((double)holds / Trials, 0.94, 1);
        }
    }

    [Fact]
    public void Bootstrap_medians_are_spread_as_those_of_resamples()
    {
        const int Draws = 20_000;
        var random = new Random(9);
        double[] sorted = [.. Enumerable.Range(0, 21).Select(_ => random.NextDouble()).Order()];
        double[] drawn = [.. Enumerable.Range(0, Draws).Select(_ => BootstrapMedian.Draw(sorted, random)).Order()];
        double[] resampled = [.. Enumerable.Range(0, Draws).Select(_ => Quantile.Median([.. Enumerable.Range(0, sorted.Length).Select(_ => sorted[random.Next(sorted.Length)])])).Order()];

        foreach (double share in new[] { 0.05, 0.25, 0.5, 0.75, 0.95 }) Assert.Equal(Quantile.OfSorted(resampled, share), Quantile.OfSorted(drawn, share), 0.06);
    }
}
