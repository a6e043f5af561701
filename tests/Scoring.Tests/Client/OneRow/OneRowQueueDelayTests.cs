using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Rows that have waited for longer than they may are refused.</summary>
public class OneRowQueueDelayTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(100);

    private readonly ScoringClientOptions _options = new() { MaxParallelRequests = 1, MaxBatchCount = 10, MaxQueueDelay = s_limit, ShutdownTimeout = TimeSpan.Zero };

    [Fact]
    public async Task Row_that_has_waited_too_long_is_not_sent_and_its_error_names_value_limit_and_remedy()
    {
        await using var client = new HeldClient(_options);
        Task<long> first = client.Score(0), late = client.Score(1, new RowOptions(Partition: 0));
        client.Clock.Advance(s_limit);
        Task<long> last = client.Score(2);

        client.Clock.Advance(s_tick);
        client.Leaf.CompleteAll();

        Assert.Equal([0, 2], client.SentRows);
        Assert.Equal(LongModel.ScoresOf([0, 2]), await Task.WhenAll(first, last));
        var error = await Assert.ThrowsAsync<ScoringRejectedException>(() => late);
        Assert.Contains("waited for 100 ms in the queue of partition 0: ScoringClientOptions.MaxQueueDelay is 100 ms.", error.Message);
        Assert.Contains("raise the limit", error.Message);
        Assert.Equal((0, true), (error.Partition, error.IsTransient));
    }

    [Fact]
    public async Task Row_that_has_waited_exactly_as_long_as_it_may_is_sent()
    {
        await using var client = new HeldClient(_options);
        _ = client.Score(0);
        Task<long> row = client.Score(1);
        client.Clock.Advance(s_limit);

        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoreOf(1), await row);
    }

    [Fact]
    public async Task Rows_are_refused_though_no_request_comes_back()
    {
        await using var client = new HeldClient(_options);
        Task<long> flying = client.Score(0), waiting = client.Score(1);
        client.Clock.Advance(s_limit);
        Assert.False(waiting.IsCompleted);

        client.Sweep();

        await Assert.ThrowsAsync<ScoringRejectedException>(() => waiting);
        Assert.False(flying.IsCompleted);
        client.Sweep();
        Assert.Equal(0, client.Clock.ActiveTimers);
    }

    [Fact]
    public async Task Rows_behind_others_and_outside_a_full_queue_are_refused_too()
    {
        _options.MaxQueuedRows = 2;
        await using var client = new HeldClient(_options);
        _ = client.Score(0);
        Task<long>[] old = [.. Enumerable.Range(1, 4).Select(row => client.Score(row, new RowOptions(Priority: -row)))];
        client.Clock.Advance(s_limit);
        Task<long> young = client.Score(9);

        client.Sweep();

        Assert.All(old, static row => Assert.True(row.IsFaulted));
        client.Leaf.CompleteAll();
        Assert.Equal(LongModel.ScoreOf(9), await young);
    }

    [Fact]
    public async Task Call_of_many_rows_ends_as_a_whole()
    {
        await using var client = new HeldClient(_options);
        Task many = client.ScoreMany(LongModel.Rows(25), new long[25]);

        client.Clock.Advance(s_limit);
        client.Sweep();

        var error = await Assert.ThrowsAsync<ScoringRowsException>(() => many);
        Assert.Equal(25, error.Errors.Length);
        Assert.All(error.Errors, static row => Assert.Contains(nameof(ScoringClientOptions.MaxQueueDelay), Assert.IsType<ScoringRejectedException>(row.Error).Message));
        client.Leaf.CompleteAll();
        Assert.Equal(LongModel.Rows(10), client.SentRows);
    }

    [Fact]
    public async Task Rows_in_flight_are_not_refused()
    {
        await using var client = new HeldClient(_options);
        Task<long> row = client.Score(0);

        client.Clock.Advance(10 * s_limit);
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoreOf(0), await row);
    }
}
