using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>With a delay rows wait for others, but no longer than that, and not when the request is full.</summary>
public class OneRowLingerTests
{
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(10);

    private readonly ScoringClientOptions _options = new() { MaxDelay = s_delay, MaxBatchCount = 3, ShutdownTimeout = TimeSpan.Zero };

    [Fact]
    public async Task Rows_are_sent_together_after_the_delay_of_the_first()
    {
        await using var client = new HeldClient(_options);
        Task<long> first = client.Score(1);
        client.Clock.Advance(s_delay / 2);
        Task<long> second = client.Score(2);

        client.Clock.Advance((s_delay / 2) - TimeSpan.FromTicks(1));
        Assert.Empty(client.Requests);
        client.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal([[1, 2]], client.Requests.Select(static request => request.Rows));
        client.Leaf.CompleteAll();
        Assert.Equal(LongModel.ScoresOf([1, 2]), await Task.WhenAll(first, second));
    }

    [Fact]
    public async Task Full_request_is_sent_at_once()
    {
        await using var client = new HeldClient(_options);

        for (int row = 1; row <= 7; row++) _ = client.Score(row);

        Assert.Equal([[1, 2, 3], [4, 5, 6]], client.Requests.Select(static request => request.Rows));
        client.Clock.Advance(s_delay);
        Assert.Equal([7], client.Requests[2].Rows);
        client.Leaf.CompleteAll();
    }

    [Fact]
    public async Task Rows_left_over_wait_from_their_own_submission()
    {
        await using var client = new HeldClient(_options);
        for (int row = 1; row <= 2; row++) _ = client.Score(row);
        client.Clock.Advance(s_delay - TimeSpan.FromMilliseconds(4));
        for (int row = 3; row <= 4; row++) _ = client.Score(row);
        Assert.Single(client.Requests);

        client.Clock.Advance(s_delay - TimeSpan.FromMilliseconds(1));
        Assert.Single(client.Requests);
        client.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([4], client.Requests[1].Rows);
        client.Leaf.CompleteAll();
    }

    [Fact]
    public async Task Each_partition_waits_by_itself()
    {
        await using var client = new HeldClient(_options);
        _ = client.Score(1);
        client.Clock.Advance(TimeSpan.FromMilliseconds(4));
        _ = client.Score(2, new RowOptions(Partition: 1));
        client.Clock.Advance(TimeSpan.FromMilliseconds(3));
        _ = client.Score(3, new RowOptions(Partition: 2));

        client.Clock.Advance(TimeSpan.FromMilliseconds(3));
        Assert.Equal([1], client.SentRows);
        client.Clock.Advance(TimeSpan.FromMilliseconds(4));
        Assert.Equal([1, 2], client.SentRows);
        client.Clock.Advance(TimeSpan.FromMilliseconds(3));
        Assert.Equal([1, 2, 3], client.SentRows);
        client.Leaf.CompleteAll();
    }

    [Fact]
    public async Task Row_whose_delay_is_over_while_no_request_may_be_sent_goes_with_the_next()
    {
        _options.MaxParallelRequests = 1;
        await using var client = new HeldClient(_options);
        for (int row = 1; row <= 3; row++) _ = client.Score(row);
        _ = client.Score(4);

        client.Clock.Advance(2 * s_delay);
        Assert.Single(client.Requests);
        client.Requests[0].Complete();

        Assert.Equal([4], client.Requests[1].Rows);
        client.Leaf.CompleteAll();
    }

    [Fact]
    public async Task Timer_is_set_only_while_rows_wait()
    {
        await using var client = new HeldClient(_options);
        Assert.Equal(0, client.Clock.ActiveTimers);
        for (int round = 0; round < 3; round++)
        {
            _ = client.Score(1);
            Assert.Equal(1, client.Clock.ActiveTimers);
            client.Clock.Advance(s_delay);
            Assert.Equal(0, client.Clock.ActiveTimers);
            client.Leaf.CompleteAll();
        }

        // Full at once: whatever is set fires once more and no longer.
        for (int row = 1; row <= 3; row++) _ = client.Score(row);
        client.Clock.Advance(s_delay);
        Assert.Equal(0, client.Clock.ActiveTimers);
        client.Leaf.CompleteAll();
    }

    [Fact]
    public async Task Without_a_delay_there_is_no_timer_and_no_wait()
    {
        _options.MaxDelay = TimeSpan.Zero;
        await using var client = new HeldClient(_options);

        _ = client.Score(1);

        Assert.Equal([1], client.SentRows);
        Assert.Equal(0, client.Clock.ActiveTimers);
        client.Leaf.CompleteAll();
    }

    [Fact]
    public async Task Dispose_sends_what_waits_for_others()
    {
        _options.ShutdownTimeout = TimeSpan.FromSeconds(30);
        var client = new HeldClient(_options);
        Task<long> first = client.Score(1), second = client.Score(2, new RowOptions(Partition: 1));

        Task disposal = client.DisposeAsync().AsTask();
        Assert.Equal([1, 2], client.SentRows);
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf([1, 2]), await Task.WhenAll(first, second));
        await disposal;
    }

    [Fact]
    public async Task Many_rows_wait_too_and_are_sent_with_those_that_come()
    {
        await using var client = new HeldClient(_options);
        var scores = new long[2];
        Task many = client.ScoreMany([1, 2], scores);
        Assert.Empty(client.Requests);

        Task<long> one = client.Score(3);

        Assert.Equal([[1, 2, 3]], client.Requests.Select(static request => request.Rows));
        client.Leaf.CompleteAll();
        await many;
        Assert.Equal(LongModel.ScoresOf([1, 2]), scores);
        Assert.Equal(LongModel.ScoreOf(3), await one);
    }

    [Fact]
    public async Task Row_that_is_cancelled_while_it_waits_is_not_sent()
    {
        using var cancellation = new CancellationTokenSource();
        _options.MaxDelay = TimeSpan.FromMilliseconds(100);
        await using var client = new HeldClient(_options);
        Task<long> cancelled = client.Score(1, default, cancellation.Token);

        await cancellation.CancelAsync();
        client.Sweep();
        Assert.True(cancelled.IsCanceled);
        client.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(client.Requests);
        Assert.Equal(0, client.Clock.ActiveTimers);
    }

    [Fact]
    public async Task Row_whose_deadline_would_pass_meanwhile_does_not_wait_for_others_and_takes_along_those_that_do()
    {
        _options.MaxDelay = TimeSpan.FromMilliseconds(100);
        await using var client = new HeldClient(_options);
        _ = client.Score(1);
        _ = client.Score(2, new RowOptions(Deadline: TimeSpan.FromMilliseconds(101)));
        Assert.Empty(client.Requests);

        _ = client.Score(3, new RowOptions(Deadline: TimeSpan.FromMilliseconds(100)));
        Assert.Equal([[3, 2, 1]], client.Requests.Select(static request => request.Rows));

        _ = client.Score(4);
        Assert.Single(client.Requests);
    }

    [Fact]
    public async Task Rows_do_not_wait_for_others_that_have_no_place()
    {
        _options.MaxQueuedRows = 2;
        await using var client = new HeldClient(_options);

        for (int row = 1; row <= 3; row++) _ = client.Score(row);

        Assert.Equal([[1, 2]], client.Requests.Select(static request => request.Rows));
    }

    [Fact]
    public async Task Call_that_fills_a_request_does_not_wait_behind_a_row_that_does()
    {
        _options.MaxBatchCount = 10;
        _options.MaxQueuedRows = 10;
        await using var client = new HeldClient(_options);
        Task<long> one = client.Score(1);
        Assert.Empty(client.Requests);

        _ = client.ScoreMany(LongModel.Rows(25, first: 100), new long[25]);

        Assert.Equal([1, .. LongModel.Rows(20, first: 100)], client.SentRows);
        client.Requests[0].Complete();
        Assert.Equal(LongModel.ScoreOf(1), await one);
    }
}
