using Scoring.Tool.Comparison;

namespace Scoring.Tool.Tests.Comparison;

public class MannWhitneyTests
{
    private const int Seed = 20261126;

    [Fact]
    public void Probability_equals_the_share_of_all_orders()
    {
        var random = new Random(Seed);
        for (int n = 1; n <= 5; n++)
        {
            for (int m = 1; m <= 5; m++)
            {
                double[] all = [.. Enumerable.Range(0, n + m).Select(_ => random.NextDouble())];
                double expected = ShareOfOrders(all, n), actual = MannWhitney.ProbabilityOfLess(all[..n], all[n..]);
                Assert.True(Math.Abs(expected - actual) < 1e-12, $"{n} and {m} of seed {Seed}: {actual}, not {expected}");
            }
        }
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 4, 5, 6 }, 0.05)]
    [InlineData(new double[] { 4, 5, 6 }, new double[] { 1, 2, 3 }, 1)]
    [InlineData(new double[] { 1 }, new double[] { 2 }, 0.5)]
    [InlineData(new double[] { 5, 5, 5 }, new double[] { 5, 5 }, 1)]
    public void Small_samples_have_known_probabilities(double[] samples, double[] others, double expected) =>
        Assert.Equal(expected, MannWhitney.ProbabilityOfLess(samples, others), 1e-12);

    /// <summary>The values are the same formula's with Python's <c>math.erfc</c>.</summary>
    [Fact]
    public void Ties_and_many_samples_are_judged_by_the_normal_distribution()
    {
        Assert.Equal(0.06318969380425776, MannWhitney.ProbabilityOfLess([1, 2, 2, 3, 3], [2, 3, 3, 4, 5]), 1e-12);
        double[] low = [.. Enumerable.Range(0, 60).Select(static i => i * 1.0)], high = [.. Enumerable.Range(0, 60).Select(static i => i + 200.0)];
        Assert.Equal(1.7782854874923884e-21, MannWhitney.ProbabilityOfLess(low, high), 1e-30);
        Assert.Equal(1, MannWhitney.ProbabilityOfLess(high, low), 1e-12);
    }

    [Fact]
    public void Equal_distributions_are_rarely_called_different_and_a_fifth_less_nearly_always()
    {
        var random = new Random(Seed);
        int called = 0, found = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            double[] before = [.. Enumerable.Range(0, 7).Select(_ => 1 + (0.05 * Gaussian(random)))], same = [.. Enumerable.Range(0, 7).Select(_ => 1 + (0.05 * Gaussian(random)))];
            if (MannWhitney.ProbabilityOfLess(same, before) < 0.05) called++;
            if (MannWhitney.ProbabilityOfLess([.. same.Select(static value => value * 0.8)], before) < 0.05) found++;
        }

        Assert.True(called is > 60 and < 140, $"{called} of 2000, seed {Seed}");
        Assert.True(found > 1950, $"{found} of 2000, seed {Seed}");
    }

    [Fact]
    public void Several_tests_are_made_as_strict_as_one()
    {
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]), static (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([1, 1], Holm.Adjust([0.9, 0.8]), static (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Empty(Holm.Adjust([]));
    }

    private static double ShareOfOrders(double[] all, int n)
    {
        int[][] choices = [.. Choices(all.Length, n)];
        double seen = Larger(all, [.. Enumerable.Range(0, n)]);
        return choices.Count(choice => Larger(all, choice) <= seen) / (double)choices.Length;
    }

    private static int Larger(double[] all, int[] chosen)
    {
        int[] others = [.. Enumerable.Range(0, all.Length).Except(chosen)];
        return chosen.Sum(i => others.Count(j => all[i] > all[j]));
    }

    private static IEnumerable<int[]> Choices(int of, int count, int from = 0) =>
        count == 0 ? [[]] : Enumerable.Range(from, Math.Max(0, of - from)).SelectMany(first => Choices(of, count - 1, first + 1).Select(rest => (int[])[first, .. rest]));

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
