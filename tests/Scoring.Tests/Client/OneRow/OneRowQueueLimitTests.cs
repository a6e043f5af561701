using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>The queue holds as many rows as it may; others wait for a place, or are rejected.</summary>
public class OneRowQueueLimitTests
{
    private readonly ScoringClientOptions _options = new() { MaxParallelRequests = 1, MaxBatchCount = 10, MaxQueuedRows = 3, ShutdownTimeout = TimeSpan.Zero };

    [Fact]
    public async Task Rows_beyond_the_limit_wait_and_are_sent_in_their_order()
    {
        await using var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 10).Select(row => client.Score(row))];

        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(10)), await Task.WhenAll(scores));
        Assert.Equal([[0], [1, 2, 3], [4, 5, 6], [7, 8, 9]], client.Requests.Select(static request => request.Rows));
    }

    [Fact]
    public async Task Rows_beyond_the_limit_are_rejected_at_once_where_so_chosen()
    {
        _options.QueueFullMode = QueueFullMode.Reject;
        await using var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 4).Select(row => client.Score(row, new RowOptions(Partition: 5)))];

        Task<long> rejected = client.Score(4, new RowOptions(Partition: 5));
        Assert.True(rejected.IsFaulted);
        client.Leaf.CompleteAll();

        var error = await Assert.ThrowsAsync<ScoringRejectedException>(() => rejected);
        Assert.Contains($"{nameof(ScoringClientOptions.MaxQueuedRows)} is 3", error.Message);
        Assert.Equal((5, true), (error.Partition, error.IsTransient));
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(4)), await Task.WhenAll(scores));
        Assert.Equal(LongModel.Rows(4), client.SentRows);
    }

    [Fact]
    public async Task Rejected_row_disturbs_no_later_row()
    {
        _options.QueueFullMode = QueueFullMode.Reject;
        await using var client = new HeldClient(_options);
        for (int round = 0; round < 20; round++)
        {
            Task<long>[] scores = [.. Enumerable.Range(0, 6).Select(row => client.Score((10 * round) + row))];
            Assert.Equal([false, false, false, false, true, true], scores.Select(static score => score.IsFaulted));
            client.Leaf.CompleteAll();
            for (int row = 0; row < 4; row++) Assert.Equal(LongModel.ScoreOf((10 * round) + row), await scores[row]);
            foreach (Task<long> rejected in scores[4..]) await Assert.ThrowsAsync<ScoringRejectedException>(() => rejected);
        }
    }

    [Fact]
    public async Task Rows_in_flight_do_not_count()
    {
        _options.QueueFullMode = QueueFullMode.Reject;
        _options.MaxParallelRequests = 5;
        await using var client = new HeldClient(_options);

        Task<long>[] scores = [.. Enumerable.Range(0, 9).Select(row => client.Score(row))];

        Assert.Equal([8], Enumerable.Range(0, 9).Where(row => scores[row].IsFaulted));
        Assert.Equal(5, client.Leaf.Open.Count());
    }

    [Fact]
    public async Task Each_partition_has_a_queue_of_its_own()
    {
        _options.QueueFullMode = QueueFullMode.Reject;
        await using var client = new HeldClient(_options);

        Task<long>[] scores = [.. Enumerable.Range(0, 10).Select(row => client.Score(row, new RowOptions(Partition: row % 2)))];

        Assert.Equal([8, 9], Enumerable.Range(0, 10).Where(row => scores[row].IsFaulted));
    }

    [Fact]
    public async Task Call_of_many_rows_is_rejected_as_a_whole()
    {
        _options.QueueFullMode = QueueFullMode.Reject;
        await using var client = new HeldClient(_options);
        _ = client.Score(0);
        _ = client.Score(1);
        long[] scores = RowFailures.NewScores(3);

        Task many = client.ScoreMany([10, 11, 12], scores);
        Task two = client.ScoreMany([20, 21], new long[2]);

        var error = await Assert.ThrowsAsync<ScoringRowsException>(() => many);
        Assert.Equal(3, error.Errors.Length);
        Assert.All(error.Errors, static row => Assert.Contains(nameof(ScoringClientOptions.MaxQueuedRows), Assert.IsType<ScoringRejectedException>(row.Error).Message));
        Assert.Equal(RowFailures.NewScores(3), scores);
        client.Leaf.CompleteAll();
        await two;
        Assert.Equal([0, 1, 20, 21], client.SentRows);
    }

    [Theory]
    [InlineData(QueueFullMode.Wait)]
    [InlineData(QueueFullMode.Reject)]
    [InlineData(QueueFullMode.RejectOldest)]
    public async Task Call_larger_than_the_limit_is_taken_when_nothing_waits(QueueFullMode mode)
    {
        _options.QueueFullMode = mode;
        await using var client = new HeldClient(_options);
        _ = client.Score(0);
        var scores = new long[100];

        Task many = client.ScoreMany(LongModel.Rows(100), scores);
        client.Leaf.CompleteAll();
        await many;

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(100)), scores);
    }

    [Fact]
    public async Task Call_larger_than_the_limit_waits_for_those_before_it_and_others_wait_behind()
    {
        await using var client = new HeldClient(_options);
        _ = client.Score(0);
        _ = client.Score(1);
        Task many = client.ScoreMany(LongModel.Rows(12, first: 100), new long[12]);
        Task<long> last = client.Score(2);

        client.Leaf.CompleteAll();
        await many;

        Assert.Equal(LongModel.ScoreOf(2), await last);
        Assert.Equal([0, 1, .. LongModel.Rows(12, first: 100), 2], client.SentRows);
    }

    [Fact]
    public async Task Rows_that_wait_outside_are_drained_when_the_client_is_disposed()
    {
        _options.ShutdownTimeout = TimeSpan.FromSeconds(30);
        var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 20).Select(row => client.Score(row))];

        Task disposal = client.DisposeAsync().AsTask();
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(20)), await Task.WhenAll(scores));
        await disposal;
    }

    [Fact]
    public async Task Row_that_takes_the_last_place_of_a_cancelled_call_is_taken()
    {
        _options.QueueFullMode = QueueFullMode.Reject;
        using var cancellation = new CancellationTokenSource();
        await using var client = new HeldClient(_options);
        _ = client.Score(0);
        Task many = client.ScoreMany([10, 11, 12], new long[3], default, cancellation.Token);
        Assert.True(client.Score(1).IsFaulted);

        await cancellation.CancelAsync();
        Task<long> next = client.Score(2);
        client.Leaf.CompleteAll();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => many);
        Assert.Equal(LongModel.ScoreOf(2), await next);
        Assert.Equal([0, 2], client.SentRows);
    }
}
