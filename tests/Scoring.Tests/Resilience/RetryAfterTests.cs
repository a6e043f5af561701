using Scoring.Resilience;
using static Scoring.Tests.Resilience.RetryFixture;

namespace Scoring.Tests.Resilience;

/// <summary>What the endpoint asks for is kept, by the whole partition.</summary>
public class RetryAfterTests
{
    private static readonly TimeSpan s_asked = TimeSpan.FromSeconds(7.0005);

    [Fact]
    public async Task Nothing_is_sent_before_the_time_that_the_endpoint_asked_for()
    {
        RetryFixture retry = new RetryFixture().Failing(Busy(s_asked));
        await retry.FinishAsync(retry.ScoreAsync());
        Assert.InRange(retry.Attempts[1], s_asked, s_asked + TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Requests_of_the_partition_that_were_not_sent_yet_wait_too()
    {
        RetryFixture retry = new RetryFixture().Failing(Busy(s_asked));
        Task<int> first = retry.ScoreAsync(new ScoringContext { Partition = 1 });
        Task<int> second = retry.ScoreAsync(new ScoringContext { Partition = 1 });
        Task<int> other = retry.ScoreAsync(new ScoringContext { Partition = 2 });

        Assert.Equal((false, true), (second.IsCompleted, other.IsCompleted));
        await retry.FinishAsync(Task.WhenAll(first, second));
        Assert.All(retry.Attempts.Skip(2), static at => Assert.True(at >= s_asked));
    }

    [Fact]
    public async Task Pause_that_is_prolonged_meanwhile_is_kept()
    {
        RetryFixture retry = new RetryFixture().Failing(Busy(TimeSpan.FromSeconds(1)));
        Task<int> first = retry.ScoreAsync();
        retry.Failing(Busy(TimeSpan.FromSeconds(20)));
        Task<int> second = retry.ScoreAsync();
        await retry.FinishAsync(Task.WhenAll(first, second));

        Assert.Equal(4, retry.Attempts.Count);
        Assert.All(retry.Attempts.Skip(3), static at => Assert.True(at >= TimeSpan.FromSeconds(21)));
    }

    [Fact]
    public async Task Error_that_is_not_retried_pauses_the_partition_all_the_same()
    {
        RetryFixture retry = new RetryFixture().Failing(Busy(s_asked, status: 429));
        await Assert.ThrowsAsync<ScoringEndpointException>(() => retry.ScoreAsync());
        await retry.FinishAsync(retry.ScoreAsync());
        Assert.True(retry.Attempts[1] >= s_asked);
    }

    [Fact]
    public async Task Wait_beyond_the_deadline_is_not_begun()
    {
        RetryFixture retry = new RetryFixture().Failing(Busy(s_asked));
        var context = new ScoringContext { Deadline = Deadline.After(TimeSpan.FromSeconds(5), retry.Clock) };
        var error = await Assert.ThrowsAsync<ScoringRejectedException>(() => retry.ScoreAsync(context));
        Assert.Contains("Status 503.", error.Message, StringComparison.Ordinal);

        // Neither is that of a request that was not sent yet.
        var notSent = await Assert.ThrowsAsync<ScoringRejectedException>(() => retry.ScoreAsync(context));
        Assert.Contains("asked not to be sent anything", notSent.Message, StringComparison.Ordinal);
        Assert.Single(retry.Attempts);
    }

    [Fact]
    public async Task Longer_time_than_is_believed_counts_as_that()
    {
        RetryFixture retry = new RetryFixture(new RetryOptions { MaxRetryAfter = TimeSpan.FromSeconds(2) }).Failing(Busy(TimeSpan.FromDays(100)));
        await retry.FinishAsync(retry.ScoreAsync());
        Assert.Equal(TimeSpan.FromSeconds(2), retry.Attempts[1]);
    }
}
