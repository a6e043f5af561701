using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Single rows and calls of many rows travel in the same requests.</summary>
public class OneRowMixTests
{
    [Fact]
    public async Task Row_and_many_rows_share_a_request_and_each_gets_its_own_scores()
    {
        await using var client = new HeldClient();
        _ = client.Score(0);
        long[] scores = RowFailures.NewScores(3), others = RowFailures.NewScores(2);
        Task<long> first = client.Score(1);
        Task many = client.ScoreMany([10, 11, 12], scores);
        Task<long> second = client.Score(2);
        Task few = client.ScoreMany([20, 21], others);

        client.Leaf.CompleteAll();
        await many;
        await few;

        Assert.Equal([[0], [1, 10, 11, 12, 2, 20, 21]], client.Requests.Select(static request => request.Rows));
        Assert.Equal(LongModel.ScoresOf([1, 2]), await Task.WhenAll(first, second));
        Assert.Equal(LongModel.ScoresOf([10, 11, 12]), scores);
        Assert.Equal(LongModel.ScoresOf([20, 21]), others);
    }

    [Fact]
    public async Task Many_rows_are_cut_where_the_request_is_full()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 4, ShutdownTimeout = TimeSpan.Zero });
        _ = client.Score(0);
        var scores = new long[6];
        Task<long> first = client.Score(1);
        Task many = client.ScoreMany(LongModel.Rows(6, first: 10), scores);
        Task<long> last = client.Score(2);

        client.Leaf.CompleteAll();
        await many;

        Assert.Equal([[0], [1, 10, 11, 12], [13, 14, 15, 2]], client.Requests.Select(static request => request.Rows));
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(6, first: 10)), scores);
        Assert.Equal(LongModel.ScoresOf([1, 2]), await Task.WhenAll(first, last));
    }

    [Fact]
    public async Task Failure_of_a_shared_request_reaches_all_its_rows_and_only_those()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 4, ShutdownTimeout = TimeSpan.Zero });
        _ = client.Score(0);
        long[] rows = LongModel.Rows(6, first: 10), scores = RowFailures.NewScores(6);
        Task<long> first = client.Score(1);
        ValueTask many = new(client.ScoreMany(rows, scores));
        Task<long> last = client.Score(2);
        client.Requests[0].Complete();

        client.Requests[1].Fail(new ScoringRefusedException("No."));
        client.Leaf.CompleteAll();

        await Assert.ThrowsAsync<ScoringRefusedException>(() => first);
        int[] failed = (await RowFailures.Of(many, rows, scores)).Indexes();
        Assert.Equal([0, 1, 2], failed);
        Assert.Equal(LongModel.ScoreOf(2), await last);
    }

    [Fact]
    public async Task Cancelled_call_in_a_shared_request_leaves_the_rows_alone()
    {
        await using var client = new HeldClient();
        using var cancellation = new CancellationTokenSource();
        _ = client.Score(0);
        Task<long> first = client.Score(1);
        long[] scores = RowFailures.NewScores(3);
        Task many = client.ScoreMany([10, 11, 12], scores, default, cancellation.Token);
        Task<long> last = client.Score(2);
        client.Requests[0].Complete();

        await cancellation.CancelAsync();
        Assert.True(many.IsCanceled);
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf([1, 2]), await Task.WhenAll(first, last));
        Assert.Equal(RowFailures.NewScores(3), scores);
    }

    [Fact]
    public async Task Cancelled_row_in_a_shared_request_leaves_the_call_alone()
    {
        await using var client = new HeldClient();
        using var cancellation = new CancellationTokenSource();
        _ = client.Score(0);
        Task<long> cancelled = client.Score(1, default, cancellation.Token);
        var scores = new long[3];
        Task many = client.ScoreMany([10, 11, 12], scores);
        client.Requests[0].Complete();

        await cancellation.CancelAsync();
        client.Sweep();
        Assert.True(cancelled.IsCanceled);
        client.Leaf.CompleteAll();
        await many;

        Assert.Equal(LongModel.ScoresOf([10, 11, 12]), scores);
    }

    [Fact]
    public async Task Shared_request_is_given_up_when_neither_row_nor_call_waits()
    {
        await using var client = new HeldClient();
        using CancellationTokenSource one = new(), other = new();
        _ = client.Score(0);
        Task<long> row = client.Score(1, default, one.Token);
        Task many = client.ScoreMany([10, 11, 12], new long[3], default, other.Token);
        client.Requests[0].Complete();

        await other.CancelAsync();
        Assert.False(client.Requests[1].Token.IsCancellationRequested);
        await one.CancelAsync();
        client.Sweep();

        Assert.Equal((true, true, true), (row.IsCanceled, many.IsCanceled, client.Requests[1].Token.IsCancellationRequested));
    }
}
