using Scoring.Tests.Client.OneRow;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.Adaptive;

/// <summary>An endpoint that says it is overloaded is sent less, and more again as it answers.</summary>
public class OverloadTests
{
    private static readonly TimeSpan s_attempt = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly ScoringClientOptions _options = new() { MaxParallelRequests = 10, MaxBatchCount = 1, AdaptBatchCount = false, ShutdownTimeout = TimeSpan.Zero };

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(504)]
    public async Task Limit_of_the_partition_shrinks_once_per_round_trip(int status)
    {
        await using var client = new HeldClient(_options);
        Fill(client, 40);
        Assert.Equal(10, client.Leaf.Open.Count());

        foreach (HeldRequest request in client.Leaf.Open.ToArray()) Report(request, status);
        End(client, 4);

        Assert.Equal(7, client.Leaf.Open.Count());
    }

    [Fact]
    public async Task Requests_without_an_answer_in_time_shrink_it_and_are_half_as_large_until_one_is_answered()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 4, MaxBatchCount = 100, ShutdownTimeout = TimeSpan.Zero });
        Fill(client, 2_000);
        client.Leaf.Open.First().Complete();
        HeldRequest late = client.Leaf.Open.Last(static request => request.Rows.Length == 100);

        late.Context.Attempts!.OnAttempt(new ScoringAttempt(100, s_second, Succeeded: false, Failure: AttemptFailure.Timeout));
        late.Fail(new ScoringEndpointException("Late.") { Failure = EndpointFailure.Timeout });
        client.Clock.Advance(s_second);
        End(client, 6);

        Assert.Equal(50, client.Leaf.Open.Max(static request => request.Rows.Length));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(null)]
    public async Task Other_failures_leave_it(int? status)
    {
        await using var client = new HeldClient(_options);
        Fill(client, 40);

        foreach (HeldRequest request in client.Leaf.Open.ToArray()) Report(request, status);
        End(client, 10);

        Assert.Equal(10, client.Leaf.Open.Count());
    }

    [Fact]
    public async Task Limit_grows_by_one_for_as_many_answers_as_it_is_up_to_where_it_was()
    {
        await using var client = new HeldClient(_options);
        Fill(client, 200);
        Report(client.Leaf.Open.First(), 503);

        End(client, 6);
        Assert.Equal(7, client.Leaf.Open.Count());
        End(client, 1);
        Assert.Equal(8, client.Leaf.Open.Count());
        End(client, 8);
        Assert.Equal(9, client.Leaf.Open.Count());
        End(client, 9);
        Assert.Equal(10, client.Leaf.Open.Count());
        End(client, 50);

        Assert.Equal(10, client.Leaf.Open.Count());
        Assert.Equal(10, client.Leaf.MaxOpen);
    }

    [Fact]
    public async Task Limit_is_never_less_than_one()
    {
        await using var client = new HeldClient(_options);
        Fill(client, 100);
        for (int i = 0; i < 20; i++)
        {
            Report(client.Leaf.Open.First(), 503);
            client.Clock.Advance(s_second);
            End(client, 1);
        }

        Assert.InRange(client.Leaf.Open.Count(), 1, 2);
    }

    [Fact]
    public async Task Retry_after_holds_the_whole_partition_and_no_other_one()
    {
        await using var client = new HeldClient(_options);
        Fill(client, 12);
        Report(client.Leaf.Open.First(), 503, retryAfter: s_second);
        End(client, 10);
        Assert.Empty(client.Leaf.Open);

        Task<long> other = client.Score(99, new RowOptions(Partition: 1));
        Assert.Equal([99], Assert.Single(client.Leaf.Open).Rows);
        client.Leaf.CompleteAll();
        await other;
        client.Clock.Advance(s_second - TimeSpan.FromMilliseconds(1));
        Assert.Empty(client.Leaf.Open);
        client.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, client.Leaf.Open.Count());
    }

    private static void Fill(HeldClient client, int rows)
    {
        for (int row = 0; row < rows; row++) _ = client.Score(row);
    }

    private static void Report(HeldRequest request, int? status, TimeSpan? retryAfter = null) =>
        request.Context.Attempts!.OnAttempt(new ScoringAttempt(request.Rows.Length, s_attempt, Succeeded: false, status, retryAfter));

    /// <summary>Ends requests that are open, each with an answer; others may follow them.</summary>
    private static void End(HeldClient client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            HeldRequest request = client.Leaf.Open.First();
            request.Context.Attempts!.OnAttempt(new ScoringAttempt(request.Rows.Length, s_attempt, Succeeded: true, Status: 200));
            request.Complete();
        }
    }
}
