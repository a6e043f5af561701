using Scoring.Resilience;
using Scoring.Tests.Fakes;
using static Scoring.Tests.Resilience.RetryFixture;

namespace Scoring.Tests.Resilience;

public class RetryTests
{
    [Fact]
    public async Task Status_503_is_sent_again_until_it_is_served()
    {
        RetryFixture retry = new RetryFixture().Failing(Enumerable.Repeat(Busy(), 40));
        Assert.Equal(3, await retry.FinishAsync(retry.ScoreAsync()));
        Assert.Equal(41, retry.Attempts.Count);
    }

    [Fact]
    public async Task Waits_are_random_below_a_ceiling_that_doubles_up_to_the_longest()
    {
        RetryFixture retry = new RetryFixture().Failing(Enumerable.Repeat(Busy(), 60));
        await retry.FinishAsync(retry.ScoreAsync());
        TimeSpan[] waits = [.. retry.Attempts.Zip(retry.Attempts.Skip(1), static (one, next) => next - one)];

        for (int i = 0; i < waits.Length; i++)
        {
            double ceiling = Math.Min(30_000, 100 * Math.Pow(2, i));
            Assert.InRange(waits[i].TotalMilliseconds, 0, ceiling + 1);
        }

        Assert.InRange(waits.Skip(10).Average(static wait => wait.TotalSeconds), 10, 20);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Other_status_is_sent_again_only_if_so_chosen(int status)
    {
        RetryFixture plain = new RetryFixture().Failing(Busy(status: status));
        Assert.Equal(status, (await Assert.ThrowsAsync<ScoringEndpointException>(() => plain.ScoreAsync())).Status);

        RetryFixture chosen = new RetryFixture(new RetryOptions { Statuses = { status } }).Failing(Busy(status: status));
        Assert.Equal(3, await chosen.FinishAsync(chosen.ScoreAsync()));
    }

    [Theory]
    [InlineData(EndpointFailure.Connection, true, false)]
    [InlineData(EndpointFailure.Timeout, false, true)]
    public async Task Failure_without_an_answer_is_sent_again_only_if_so_chosen(EndpointFailure failure, bool connections, bool timeouts)
    {
        var error = new ScoringEndpointException("Gone.") { Failure = failure };
        RetryFixture plain = new RetryFixture(new RetryOptions { RetryConnectionFailures = !connections, RetryTimeouts = !timeouts }).Failing(error);
        Assert.Same(error, await Assert.ThrowsAsync<ScoringEndpointException>(() => plain.ScoreAsync()));

        RetryFixture chosen = new RetryFixture(new RetryOptions { RetryConnectionFailures = connections, RetryTimeouts = timeouts }).Failing(error);
        Assert.Equal(3, await chosen.FinishAsync(chosen.ScoreAsync()));
    }

    [Fact]
    public async Task Lost_answer_refused_rows_and_answers_that_make_no_sense_are_never_sent_again()
    {
        Exception[] errors =
        [
            new ScoringEndpointException("Lost.") { Failure = EndpointFailure.Interrupted, Status = 503 },
            new ScoringRefusedException("Bad rows.") { Status = 503 },
            new ScoringResponseException("Nonsense.") { Status = 503 },
            new ScoringException("No status."),
            new InvalidOperationException(),
        ];
        foreach (Exception error in errors)
        {
            RetryFixture retry = new RetryFixture(new RetryOptions { RetryConnectionFailures = true, RetryTimeouts = true }).Failing(error);
            Assert.Same(error, await Assert.ThrowsAnyAsync<Exception>(() => retry.ScoreAsync()));
        }
    }

    [Fact]
    public async Task Answer_that_invites_a_retry_is_followed_by_one_whatever_its_status()
    {
        RetryFixture retry = new RetryFixture().Failing(new ScoringEndpointException("Low on memory.") { Status = 500, IsRetryInvited = true });
        Assert.Equal(3, await retry.FinishAsync(retry.ScoreAsync()));
    }

    [Fact]
    public async Task Last_attempt_gives_its_own_error_with_its_number()
    {
        ScoringEndpointException last = Busy();
        RetryFixture retry = new RetryFixture(new RetryOptions { MaxAttempts = 3 }).Failing(Busy(), Busy(), last);
        ScoringEndpointException error = await Assert.ThrowsAsync<ScoringEndpointException>(() => retry.FinishAsync(retry.ScoreAsync()));

        Assert.Same(last, error);
        Assert.Equal((3, 3), (error.Attempt, retry.Attempts.Count));
    }

    [Fact]
    public async Task Endless_failures_end_by_the_deadline_without_a_wait_beyond_it()
    {
        var retry = new RetryFixture { Forever = Busy() };
        Task<int> call = retry.ScoreAsync(new ScoringContext { Partition = 4, Deadline = Deadline.After(TimeSpan.FromSeconds(10), retry.Clock) });
        var error = await Assert.ThrowsAsync<ScoringRejectedException>(() => retry.FinishAsync(call));

        Assert.InRange(retry.Now.TotalSeconds, 0, 10);
        Assert.Equal((4, 503, 3, retry.Attempts.Count), (error.Partition, error.Status, error.Rows, error.Attempt));
        Assert.IsType<ScoringEndpointException>(error.InnerException);
    }

    [Fact]
    public async Task Time_for_all_attempts_is_a_deadline_that_the_leaf_sees()
    {
        var seen = new List<TimeSpan>();
        var retry = new RetryFixture(new RetryOptions { Timeout = TimeSpan.FromSeconds(5) }) { Forever = Busy(), OnAttempt = context => seen.Add(context.Deadline.Remaining) };
        await Assert.ThrowsAsync<ScoringRejectedException>(() => retry.FinishAsync(retry.ScoreAsync()));

        Assert.Equal(TimeSpan.FromSeconds(5), seen[0]);
        Assert.All(seen, static left => Assert.True(left > TimeSpan.Zero));
    }

    [Fact]
    public async Task Cancellation_ends_a_wait()
    {
        var retry = new RetryFixture { Forever = Busy(TimeSpan.FromHours(1)) };
        using var cancellation = new CancellationTokenSource();
        Task<int> call = retry.ScoreAsync(default, cancellation.Token);
        cancellation.Cancel();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => call)).CancellationToken);
        Assert.Equal(0, retry.Clock.ActiveTimers);
    }

    [Fact]
    public async Task Disposal_ends_a_wait()
    {
        var retry = new RetryFixture { Forever = Busy() };
        Task<int> call = retry.ScoreAsync();
        await retry.Client.DisposeAsync();

        Assert.Contains("disposed", (await Assert.ThrowsAsync<ScoringRejectedException>(() => call)).Message, StringComparison.Ordinal);
        Assert.Equal(1, retry.Leaf.DisposeCount);
    }

    [Fact]
    public async Task Signature_is_asked_for_again_while_the_endpoint_is_busy()
    {
        var retry = new RetryFixture();
        int asked = 0;
        retry.Leaf.OnGetSignature = _ => ++asked < 3 ? ValueTask.FromException<ScoringSignature>(Busy(TimeSpan.FromSeconds(2))) : new ValueTask<ScoringSignature>(LongModel.Signature());
        ScoringSignature signature = await retry.FinishAsync(retry.Client.GetSignatureAsync().AsTask());

        Assert.Equal((3, "fares"), (asked, signature.ModelName));
        Assert.True(retry.Now >= TimeSpan.FromSeconds(4));
    }
}
