using Scoring.Resilience;
using Scoring.Tests.Diagnostics;

namespace Scoring.Tests.Resilience;

[Collection(ProcessWide.Name)]
public class RetryMeterTests
{
    [Fact]
    public async Task Retries_are_told_by_why()
    {
        using var heard = new MeterRecording("retries");
        var retry = new RetryFixture(new RetryOptions { Name = "retries", RetryConnectionFailures = true, RetryTimeouts = true });
        retry.Failing(RetryFixture.Busy(), new ScoringEndpointException("") { Failure = EndpointFailure.Connection }, new ScoringEndpointException("") { Failure = EndpointFailure.Timeout });
        await retry.FinishAsync(retry.ScoreAsync());

        Assert.Equal(3, heard["scoring.client.retry.delay"].Length);
        Assert.All(["status", "connection", "timeout"], reason => Assert.Equal([1], heard["scoring.client.retries", "scoring.retry.reason", reason]));
        Assert.Empty(heard["scoring.client.cold_start.duration"]);
    }

    [Fact]
    public async Task Retries_that_are_not_made_or_made_later_are_told_by_why()
    {
        using var heard = new MeterRecording("suppressed");
        var few = new RetryFixture(new RetryOptions { Name = "suppressed", MaxAttempts = 1 });
        few.Failing(RetryFixture.Busy());
        await Assert.ThrowsAsync<ScoringEndpointException>(() => few.FinishAsync(few.ScoreAsync()));
        Assert.Equal([1], heard["scoring.client.retries.suppressed", "scoring.retry.reason", "attempts"]);

        var late = new RetryFixture(new RetryOptions { Name = "suppressed" });
        late.Failing(RetryFixture.Busy(TimeSpan.FromSeconds(9)));
        await Assert.ThrowsAsync<ScoringRejectedException>(() => late.FinishAsync(late.ScoreAsync(new ScoringContext { Deadline = Deadline.After(TimeSpan.FromSeconds(1), late.Clock) })));
        Assert.Equal([1], heard["scoring.client.retries.suppressed", "scoring.retry.reason", "deadline"]);

        var poor = new RetryFixture(new RetryOptions { Name = "suppressed", BudgetBurst = 1, BudgetPerSecond = 0.001, BudgetRatio = 0 });
        poor.Failing(RetryFixture.Busy(), RetryFixture.Busy());
        await poor.FinishAsync(poor.ScoreAsync());
        Assert.Equal([1], heard["scoring.client.retries.suppressed", "scoring.retry.reason", "budget"]);
    }

    [Fact]
    public async Task Cold_start_is_told_apart_with_its_duration()
    {
        using var heard = new MeterRecording("cold");
        var retry = new RetryFixture(new RetryOptions { Name = "cold", MaxDelay = TimeSpan.FromMilliseconds(100) });
        retry.Failing(RetryFixture.Busy(TimeSpan.FromSeconds(2)), RetryFixture.Busy(TimeSpan.FromSeconds(3)));
        await retry.FinishAsync(retry.ScoreAsync());
        Assert.Equal(2, heard["scoring.client.retries", "scoring.retry.reason", "cold_start"].Length);
        Assert.Equal(5, Assert.Single(heard["scoring.client.cold_start.duration"]), 3);

        // In the middle of work it is overload, and after an hour without any a cold start again.
        retry.Failing(RetryFixture.Busy(TimeSpan.FromSeconds(2)));
        await retry.FinishAsync(retry.ScoreAsync());
        Assert.Single(heard["scoring.client.retries", "scoring.retry.reason", "status"]);
        retry.Clock.Advance(TimeSpan.FromHours(1));
        retry.Failing(RetryFixture.Busy(TimeSpan.FromSeconds(2)));
        await retry.FinishAsync(retry.ScoreAsync());
        Assert.Equal(2, heard["scoring.client.cold_start.duration"].Length);
    }
}
