using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class BatchSizeChooserTests
{
    private static readonly int[] s_sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192];

    [Fact]
    public void Sizes_start_at_the_most_rows_without_a_budget_and_at_one_with_one()
    {
        Assert.Equal(100, new BatchSizeChooser(100, null, 0).Cap);
        Assert.Equal(1, new BatchSizeChooser(100, 0.05, 0).Cap);
        Assert.Equal(100, new BatchSizeChooser(100, 0.05, 0, isFixed: true).Cap);
    }

    [Fact]
    public void Sizes_are_allowed_and_within_the_budget_on_exact_curves() => Properties.Check<int>(static seed =>
    {
        Exact exact = Exact.Of(seed);
        double budget = exact.Random.Between(0.005, 0.4);
        var chooser = new BatchSizeChooser(exact.MaxRows, budget, 0);
        int limit = exact.MaxRows, inFlight = exact.Random.Next(1, 9);
        if (exact.Random.Chance(0.3)) chooser.SetLimits(limit = exact.Random.Next(1, exact.MaxRows + 1), budget, isFixed: false, exact.Model, inFlight);
        chooser.Update(exact.Model, inFlight);

        Assert.InRange(chooser.Cap, 1, limit);
        Assert.InRange(chooser.Reach, chooser.Cap, limit);
        Assert.InRange(chooser.Trial, 0, limit);
        Assert.True(chooser.Cap == 1 || exact.Model.Time(chooser.Cap, inFlight) <= 0.9 * budget);
        Assert.Equal(exact.Model.Time(1) * Math.Exp(1.3 * exact.Model.Residuals.Spread) > 0.9 * budget, chooser.IsOutOfReach);
    });

    [Fact]
    public void Smallest_size_that_is_nearly_as_good_as_the_best_is_taken_without_a_budget() => Properties.Check<int>(static seed =>
    {
        Exact exact = Exact.Of(seed);
        var chooser = new BatchSizeChooser(exact.MaxRows, null, 0);
        chooser.Update(exact.Model, 1);

        int[] sizes = [.. s_sizes.Where(size => size < exact.MaxRows), exact.MaxRows];
        double best = sizes.Max(exact.Rate);
        Assert.True(exact.Rate(chooser.Cap) >= 0.97 * best, $"{exact.Rate(chooser.Cap)} with {chooser.Cap} rows, {best} at best");
        Assert.DoesNotContain(sizes, size => size < chooser.Cap && exact.Rate(size) >= 0.98 * best);
    });

    [Fact]
    public void Overhead_makes_larger_sizes_worth_it()
    {
        ServiceTimeModel model = Models.Linear(1e-9, 1e-6, 1, 2, 4, 8, 16, 32, 64, 128, 256);
        BatchSizeChooser without = new(256, null, 0), with = new(256, null, 10e-6);
        without.Update(model, 1);
        with.Update(model, 1);

        Assert.Equal(1, without.Cap);
        Assert.Equal(256, with.Cap);
    }

    [Fact]
    public void Budget_allows_a_size_between_known_ones()
    {
        var chooser = new BatchSizeChooser(1000, 0.1, 0);
        chooser.Update(Models.Linear(0.01, 0.0001, 1, 8, 64, 1000), 1);

        // 0.09 s for the own time and nine tenths of the one before: about 47 ms, or 370 rows.
        Assert.InRange(chooser.Cap, 340, 380);
        Assert.True(chooser.Reach > chooser.Cap);
    }

    [Fact]
    public void Lowered_limit_is_used_exactly_where_the_budget_allows_it()
    {
        var chooser = new BatchSizeChooser(1000, 10, 0);
        chooser.SetLimits(100, 10, isFixed: false, Models.Linear(0.1, 0.0001, 64, 90, 120, 500), 1);

        Assert.Equal(100, chooser.Cap);
    }

    [Fact]
    public void Fixed_size_does_not_follow_the_model()
    {
        var chooser = new BatchSizeChooser(256, 0.05, 0, isFixed: true);
        chooser.Update(Models.Linear(0.001, 0.01, 1, 8, 64, 256), 1);

        Assert.Equal((256, 256, 0), (chooser.Cap, chooser.Reach, chooser.Trial));
    }

    [Fact]
    public void Nothing_is_tried_where_a_larger_size_is_known_to_be_no_better()
    {
        var chooser = new BatchSizeChooser(256, 0.2, 0);
        chooser.Update(Models.Linear(1e-6, 0.001, 1, 2, 4, 8, 16, 32, 64, 128, 256), 1);

        Assert.Equal(0, chooser.Trial);
    }

    /// <summary>A line, which is exactly what a curve goes on as.</summary>
    private sealed record Exact(NoisyTimes Random, int MaxRows, double PerRequest, double PerRow, ServiceTimeModel Model)
    {
        public double Rate(int rows) => rows / (PerRequest + (PerRow * rows));

        public static Exact Of(int seed)
        {
            var random = new NoisyTimes(seed);
            int maxRows = s_sizes[random.Next(3, s_sizes.Length)];
            double perRequest = random.Between(0.0005, 0.02), perRow = random.Between(0.00001, 0.0005);
            return new Exact(random, maxRows, perRequest, perRow, Models.Linear(perRequest, perRow, [.. s_sizes.Where(size => size <= maxRows)]));
        }
    }
}
