using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class RefusalRuleTests
{
    private const double Budget = 0.1;

    /// <summary>10 ms and 0.1 ms per row.</summary>
    private readonly ServiceTimeModel _model = Models.Linear(0.01, 0.0001, 1, 8, 64, 256);
    private readonly BatchSizeChooser _sizes = new(256, Budget, 0);

    public RefusalRuleTests() => _sizes.Update(_model, 1);

    [Fact]
    public void Row_that_would_be_late_is_refused_and_one_in_time_is_not()
    {
        Assert.True(Rule(Budget).IsRefused(new QueueView(100, 0.09, 0.01, 0), 100, 1));
        Assert.False(Rule(Budget).IsRefused(new QueueView(100, 0.03, 0.07, 0), 100, 1));
    }

    [Fact]
    public void Last_row_is_never_refused() => Properties.Check<int>(seed =>
    {
        var random = new NoisyTimes(seed);
        foreach (double? budget in new double?[] { null, Budget })
            Assert.False(Rule(budget).IsRefused(new QueueView(1, random.Between(0, 10), random.Between(-10, 1), random.Next(0, 4)), 1, random.Next(1, 5)));
    });

    [Fact]
    public void Row_is_not_refused_before_it_has_waited_for_a_tenth_of_the_budget() => Properties.Check<int>(seed =>
    {
        var random = new NoisyTimes(seed);
        int waiting = random.Next(2, 100_000);
        Assert.False(Rule(Budget).IsRefused(new QueueView(waiting, random.Between(0, 0.1 * Budget), random.Between(-1, Budget), random.Next(0, 4)), Math.Min(waiting, 256), random.Next(1, 5)));
    });

    [Fact]
    public void Row_that_waited_long_is_refused_where_too_many_wait()
    {
        Assert.True(Rule(Budget).IsRefused(new QueueView(100_000, 0.05, 0.06, 0), 100, 1));
        Assert.False(Rule(Budget).IsRefused(new QueueView(100, 0.05, 0.06, 0), 100, 1));
    }

    [Fact]
    public void Nothing_is_refused_while_the_model_learns()
    {
        var model = new ServiceTimeModel(1, 1);
        for (int i = 0; i < 15; i++) model.Add(10, 1, 0.05);
        var rule = new RefusalRule(model, _sizes, Budget);
        var queue = new QueueView(1000, 5, -5, 0);
        Assert.False(rule.IsRefused(in queue, 100, 1));
        Assert.Equal(100, rule.FitToDeadline(in queue, 100));

        model.Add(10, 1, 0.05);
        Assert.True(rule.IsRefused(in queue, 100, 1));
    }

    [Fact]
    public void Nothing_is_refused_where_no_size_is_within_the_budget()
    {
        var sizes = new BatchSizeChooser(256, 0.001, 0);
        sizes.Update(_model, 1);

        Assert.False(new RefusalRule(_model, sizes, 0.001).IsRefused(new QueueView(1000, 1, -1, 0), 10, 1));
    }

    [Fact]
    public void Request_is_cut_to_the_most_rows_that_are_in_time() => Properties.Check<int>(seed =>
    {
        var random = new NoisyTimes(seed);
        var queue = new QueueView(256, 0, random.Between(-0.01, 0.06), 0);
        int rows = random.Next(1, 257);
        double factor = _model.TailFactor;
        int expected = Math.Max(1, Enumerable.Range(1, rows).LastOrDefault(size => _model.Time(size) * factor <= queue.FirstSlack));

        Assert.Equal(expected, Rule(null).FitToDeadline(in queue, rows));
    });

    private RefusalRule Rule(double? budget) => new(_model, _sizes, budget);
}
