using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Where so chosen, rows that find the queue full take the place of those first in line.</summary>
public class OneRowRejectOldestTests
{
    private readonly ScoringClientOptions _options = new()
    {
        MaxParallelRequests = 1,
        MaxBatchCount = 10,
        MaxQueuedRows = 3,
        QueueFullMode = QueueFullMode.RejectOldest,
        ShutdownTimeout = TimeSpan.Zero,
    };

    [Fact]
    public async Task First_in_line_end_with_a_full_queue_and_the_new_ones_are_sent()
    {
        await using var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 7).Select(row => client.Score(row, new RowOptions(Partition: 5)))];

        client.Leaf.CompleteAll();

        Assert.Equal([0, 4, 5, 6], client.SentRows);
        foreach (int row in (int[])[0, 4, 5, 6]) Assert.Equal(LongModel.ScoreOf(row), await scores[row]);
        for (int row = 1; row <= 3; row++)
        {
            var error = await Assert.ThrowsAsync<ScoringRejectedException>(() => scores[row]);
            Assert.Contains($"{nameof(ScoringClientOptions.MaxQueuedRows)} is 3", error.Message);
            Assert.Equal((5, true), (error.Partition, error.IsTransient));
        }
    }

    [Fact]
    public async Task Rows_are_rejected_soon_though_no_request_comes_back()
    {
        await using var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 6).Select(row => client.Score(row))];

        client.Sweep();

        Assert.Equal([1, 2], Enumerable.Range(0, 6).Where(row => scores[row].IsFaulted));
    }

    [Fact]
    public async Task Lowest_priority_goes_first_and_none_that_is_higher_than_that_of_the_new_row()
    {
        await using var client = new HeldClient(_options);
        _ = client.Score(0);
        Task<long>[] high = [.. Enumerable.Range(0, 2).Select(row => client.Score(10 + row, new RowOptions(Priority: 2)))];
        Task<long> middle = client.Score(20, new RowOptions(Priority: 1));
        Task<long> low = client.Score(30);
        Task<long> higher = client.Score(40, new RowOptions(Priority: 2));
        Task<long> lowAgain = client.Score(50, new RowOptions(Priority: 1));

        client.Leaf.CompleteAll();

        Assert.Equal([0, 10, 11, 40], client.SentRows);
        await Task.WhenAll([.. high, higher]);
        foreach (Task<long> rejected in (Task<long>[])[middle, low, lowAgain]) await Assert.ThrowsAsync<ScoringRejectedException>(() => rejected);
    }

    [Fact]
    public async Task Of_one_priority_the_earliest_deadline_goes_first()
    {
        await using var client = new HeldClient(_options);
        _ = client.Score(0);
        Task<long>[] scores = [.. Enumerable.Range(1, 4).Select(row => client.Score(row, new RowOptions(Deadline: row == 2 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(2))))];

        client.Leaf.CompleteAll();

        Assert.Equal([0, 1, 3, 4], client.SentRows);
        await Assert.ThrowsAsync<ScoringRejectedException>(() => scores[1]);
    }

    [Fact]
    public async Task Call_that_is_partly_in_flight_ends_as_a_whole()
    {
        await using var client = new HeldClient(_options);
        var scores = new long[12];
        Task many = client.ScoreMany(LongModel.Rows(12), scores);
        Task<long>[] others = [.. Enumerable.Range(0, 3).Select(row => client.Score(100 + row))];

        client.Sweep();

        var error = await Assert.ThrowsAsync<ScoringRowsException>(() => many);
        Assert.Equal(12, error.Errors.Length);
        Assert.All(error.Errors, static row => Assert.Contains(nameof(ScoringClientOptions.MaxQueuedRows), Assert.IsType<ScoringRejectedException>(row.Error).Message));
        client.Leaf.CompleteAll();
        Assert.Equal(LongModel.ScoresOf([100, 101, 102]), await Task.WhenAll(others));
        Assert.Equal([.. LongModel.Rows(10), 100, 101, 102], client.SentRows);
    }

    [Fact]
    public async Task Row_that_was_cancelled_before_takes_nobodys_place()
    {
        using var cancellation = new CancellationTokenSource();
        await using var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 4).Select(row => client.Score(row))];
        Task<long> cancelled = client.Score(4, default, cancellation.Token);

        await cancellation.CancelAsync();
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(4)), await Task.WhenAll(scores));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public async Task Nothing_waits_outside_when_the_client_is_disposed()
    {
        _options.ShutdownTimeout = TimeSpan.FromSeconds(30);
        var client = new HeldClient(_options);
        Task<long>[] scores = [.. Enumerable.Range(0, 20).Select(row => client.Score(row))];

        Task disposal = client.DisposeAsync().AsTask();
        client.Leaf.CompleteAll();
        await disposal;

        Assert.Equal(16, scores.Count(static score => score.IsFaulted));
        Assert.Equal(4, scores.Count(static score => score.IsCompletedSuccessfully));
    }
}
