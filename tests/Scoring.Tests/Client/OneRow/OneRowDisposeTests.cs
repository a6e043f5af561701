using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Disposing waits for rows in the queue and in flight, and fails those that are left in the end.</summary>
public class OneRowDisposeTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private readonly ScoringClientOptions _options = new() { MaxParallelRequests = 1, MaxBatchCount = 2, ShutdownTimeout = s_timeout };

    [Fact]
    public async Task Dispose_waits_for_rows_in_flight_and_in_the_queue()
    {
        var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 5).Select(row => client.Score(row, new RowOptions(Partition: row / 4)))];

        Task disposal = client.DisposeAsync().AsTask();
        client.Requests[0].Complete();
        Assert.Equal((false, 0), (disposal.IsCompleted, client.Leaf.Client.DisposeCount));
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(5)), await Task.WhenAll(scores));
        await disposal;
        Assert.Equal(1, client.Leaf.Client.DisposeCount);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Rows_left_after_ShutdownTimeout_are_rejected(bool hasToken, bool hasDeadline)
    {
        var client = new HeldClient(_options);
        using var never = new CancellationTokenSource();
        var options = new RowOptions(Partition: 4, Deadline: hasDeadline ? TimeSpan.FromDays(1) : null);
        Task<long>[] scores = [.. Enumerable.Range(0, 5).Select(row => client.Score(row, options, hasToken ? never.Token : default))];

        Task disposal = client.DisposeAsync().AsTask();
        client.Requests[0].Complete();
        client.Clock.Advance(s_timeout - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(scores[1..], static score => score.IsCompleted);
        client.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await disposal;

        Assert.Equal(LongModel.ScoreOf(0), await scores[0]);
        foreach (Task<long> score in scores[1..])
        {
            Assert.True(score.IsCompleted, "A row was left behind.");
            var rejected = await Assert.ThrowsAsync<ScoringRejectedException>(() => score);
            Assert.Contains(nameof(ScoringClientOptions.ShutdownTimeout), rejected.Message);
            Assert.Equal(4, rejected.Partition);
        }

        Assert.Equal(1, client.Leaf.Client.DisposeCount);
    }

    [Fact]
    public async Task Rows_outside_a_full_queue_are_rejected_after_ShutdownTimeout_too()
    {
        _options.MaxQueuedRows = 1;
        _options.ShutdownTimeout = TimeSpan.Zero;
        var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 5).Select(row => client.Score(row))];

        await client.DisposeAsync();

        foreach (Task<long> score in scores)
        {
            Assert.True(score.IsCompleted, "A row was left behind.");
            await Assert.ThrowsAsync<ScoringRejectedException>(() => score);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Queued_rows_are_not_sent_after_ShutdownTimeout_though_the_leaf_answers(bool hasToken)
    {
        _options.ShutdownTimeout = TimeSpan.Zero;
        var client = new HeldClient(_options);
        using var never = new CancellationTokenSource();
        Task<long>[] scores = [.. Enumerable.Range(0, 5).Select(row => client.Score(row, default, hasToken ? never.Token : default))];

        await client.DisposeAsync();
        client.Leaf.CompleteAll();

        Assert.Equal([0], client.SentRows);
        foreach (Task<long> score in scores) await Assert.ThrowsAsync<ScoringRejectedException>(() => score);
    }

    [Fact]
    public async Task Request_of_cancellable_rows_is_cancelled_after_ShutdownTimeout()
    {
        _options.ShutdownTimeout = TimeSpan.Zero;
        var client = new HeldClient(_options);
        using var never = new CancellationTokenSource();
        Task<long> score = client.Score(0, default, never.Token);

        await client.DisposeAsync();

        Assert.True(client.Requests[0].Token.IsCancellationRequested);
        await Assert.ThrowsAsync<ScoringRejectedException>(() => score);
    }

    [Fact]
    public async Task Rows_after_and_while_disposing_are_turned_away()
    {
        var client = new HeldClient(_options);
        Task<long> score = client.Score(0);

        Task disposal = client.DisposeAsync().AsTask();
        Assert.Throws<ObjectDisposedException>(() => { _ = client.ScoreRaw(1); });
        client.Leaf.CompleteAll();
        await disposal;
        Assert.Throws<ObjectDisposedException>(() => { _ = client.ScoreRaw(2); });

        Assert.Equal(LongModel.ScoreOf(0), await score);
        Assert.Equal([0], client.SentRows);
    }

    [Fact]
    public async Task Cancelled_row_does_not_keep_dispose_though_the_model_never_answers()
    {
        var client = new HeldClient(_options);
        using var cancellation = new CancellationTokenSource();
        Task<long> score = client.Score(0, default, cancellation.Token);
        await cancellation.CancelAsync();
        client.Sweep();

        await client.DisposeAsync();

        Assert.True(score.IsCanceled);
        Assert.Equal(1, client.Leaf.Client.DisposeCount);
    }

    [Fact]
    public async Task Row_that_is_cancelled_while_disposing_lets_it_end()
    {
        var client = new HeldClient(_options);
        using var cancellation = new CancellationTokenSource();
        Task<long>[] scores = [.. Enumerable.Range(0, 3).Select(row => client.Score(row, default, cancellation.Token))];
        Task disposal = client.DisposeAsync().AsTask();

        await cancellation.CancelAsync();
        client.Sweep();
        await disposal;

        Assert.All(scores, static score => Assert.True(score.IsCanceled));
        Assert.Equal(1, client.Leaf.Client.DisposeCount);
    }

    [Fact]
    public async Task Dispose_waits_until_callers_that_have_their_scores_are_told()
    {
        var starter = new QueueingStarter();
        var client = new HeldClient(_options, starter: starter);
        Task<long> first = client.Score(0), second = client.Score(1);
        starter.RunAll();
        client.Requests[0].Complete();

        Task disposal = client.DisposeAsync().AsTask();
        Assert.Equal((false, false, false), (first.IsCompleted, second.IsCompleted, disposal.IsCompleted));
        starter.RunAll();
        await disposal;

        Assert.Equal(LongModel.ScoresOf([0, 1]), await Task.WhenAll(first, second));
    }

    [Fact]
    public async Task Rows_and_calls_of_many_rows_are_drained_together()
    {
        var client = new HeldClient(_options);
        var scores = new long[50];
        Task<long> first = client.Score(1000);
        Task many = client.ScoreMany(LongModel.Rows(50), scores);
        Task<long> last = client.Score(2000);

        Task disposal = client.DisposeAsync().AsTask();
        client.Leaf.CompleteAll();
        await many;
        await disposal;

        Assert.Equal(LongModel.ScoresOf([1000, 2000]), await Task.WhenAll(first, last));
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(50)), scores);
    }

    [Fact]
    public async Task Rows_and_calls_of_many_rows_that_share_a_request_are_rejected_after_ShutdownTimeout()
    {
        _options.ShutdownTimeout = TimeSpan.Zero;
        _options.MaxBatchCount = 10;
        var client = new HeldClient(_options);
        Task<long> first = client.Score(1000), second = client.Score(1001);
        long[] rows = LongModel.Rows(20), scores = RowFailures.NewScores(20);
        ValueTask many = new(client.ScoreMany(rows, scores));
        client.Requests[0].Complete();
        Assert.Equal([1001, .. LongModel.Rows(9)], client.Requests[1].Rows);

        await client.DisposeAsync();

        Assert.Equal(LongModel.ScoreOf(1000), await first);
        Assert.True(second.IsCompleted, "A row was left behind.");
        await Assert.ThrowsAsync<ScoringRejectedException>(() => second);
        Assert.Equal(20, (await RowFailures.Of(many, rows, scores)).Length);
        client.Leaf.CompleteAll();
        Assert.Equal(RowFailures.NewScores(20), scores);
    }
}
