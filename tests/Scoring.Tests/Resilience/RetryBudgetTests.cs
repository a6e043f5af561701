using Scoring.Resilience;
using Scoring.Testing;

namespace Scoring.Tests.Resilience;

public class RetryBudgetTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Saved_tokens_are_had_at_once_and_later_ones_when_they_come()
    {
        RetryBudget budget = Create(burst: 3, perSecond: 2);
        Assert.Equal([0, 0, 0, 0.5, 1, 1.5], Enumerable.Range(0, 6).Select(_ => budget.Take(0).TotalSeconds));
    }

    [Fact]
    public void Answers_earn_a_share_of_a_token()
    {
        RetryBudget budget = Create(burst: 1, perSecond: 0, ratio: 0.25);
        budget.Take(0);
        for (int i = 0; i < 4; i++) budget.OnAnswered();
        Assert.Equal(TimeSpan.Zero, budget.Take(0));
        Assert.Equal(TimeSpan.FromSeconds(30), budget.Take(0));
    }

    [Fact]
    public void Tokens_come_with_time_up_to_the_most_that_is_saved()
    {
        RetryBudget budget = Create(burst: 2, perSecond: 1);
        budget.Take(0);
        budget.Take(0);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([0, 0, 1], Enumerable.Range(0, 3).Select(_ => budget.Take(0).TotalSeconds));
    }

    [Fact]
    public void Each_partition_has_one_retry_per_longest_wait_however_empty_the_bucket_is()
    {
        RetryBudget budget = Create(burst: 1, perSecond: 0, ratio: 0);
        Assert.All(Enumerable.Range(0, 1000), partition => Assert.Equal(TimeSpan.Zero, budget.Take(partition)));
        Assert.Equal([30, 60, 90], Enumerable.Range(0, 3).Select(_ => budget.Take(0).TotalSeconds));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal([1, 31], Enumerable.Range(0, 2).Select(_ => budget.Take(1).TotalSeconds));
    }

    [Fact]
    public async Task Storm_does_not_double_the_load()
    {
        // A hundred requests a second, all of them answered with 503 at first: what is sent again is bounded by the budget.
        var retry = new RetryFixture(new RetryOptions { BudgetBurst = 10, BudgetPerSecond = 5 }) { Forever = RetryFixture.Busy() };
        var calls = new List<Task<int>>();
        for (int i = 0; i < 500; i++)
        {
            calls.Add(retry.ScoreAsync());
            retry.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(retry.Attempts.Count - calls.Count, 10, 10 + (5 * 5) + 1);
        retry.Forever = null;
        await retry.FinishAsync(Task.WhenAll(calls));
    }

    private RetryBudget Create(double burst, double perSecond, double ratio = 0) =>
        new(new RetryOptions { BudgetBurst = burst, BudgetPerSecond = perSecond, BudgetRatio = ratio, TimeProvider = _clock });
}
