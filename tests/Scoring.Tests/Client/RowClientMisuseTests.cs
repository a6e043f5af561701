using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

/// <summary>A caller in error gets an exception, and other callers get their own scores all the same.</summary>
public class RowClientMisuseTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(199, 200)]
    public async Task Scores_shorter_than_rows_are_an_argument_error(int room, int rows)
    {
        var leaf = new ScriptedLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf);

        var error = Assert.Throws<ArgumentException>(() => { _ = client.ScoreAsync(new long[rows], new long[room]); });

        Assert.Equal("scores", error.ParamName);
        Assert.Contains($"There is room for {room} scores; {rows} rows were given.", error.Message);
        Assert.Equal(0, leaf.ScoreCount);
    }

    [Fact]
    public async Task Result_that_is_asked_for_too_early_is_an_error_and_the_call_goes_on()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 2);
        long[] rows = LongModel.Rows(100), scores = RowFailures.NewScores(100);

        ValueTask call = client.ScoreAsync(rows, scores);
        Assert.Contains("not ended yet", Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult()).Message);
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());
        ValueTask other = client.ScoreAsync(rows, new long[100]);
        leaf.CompleteAll();
        await call;
        await other;

        Assert.Equal(LongModel.ScoresOf(rows), scores);
    }

    [Fact]
    public async Task Result_that_is_taken_twice_is_an_error_and_disturbs_no_later_call()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 2);
        ValueTask first = client.ScoreAsync(LongModel.Rows(30), new long[30]);
        leaf.CompleteAll();
        await first;
        long[] rows = LongModel.Rows(100, first: 5000), scores = RowFailures.NewScores(100);

        ValueTask call = client.ScoreAsync(rows, scores);
        for (int i = 0; i < 5; i++) Assert.Throws<InvalidOperationException>(() => first.GetAwaiter().GetResult());
        ValueTask other = client.ScoreAsync(LongModel.Rows(100), new long[100]);
        leaf.CompleteAll();
        await call;
        await other;

        Assert.Equal(LongModel.ScoresOf(rows), scores);
    }

    [Fact]
    public async Task Result_of_a_cancelled_call_that_is_taken_twice_disturbs_no_later_call()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 2);
        ValueTask cancelled = client.ScoreAsync(LongModel.Rows(30), new long[30], cancellationToken: cancellation.Token);
        HeldRequest[] late = [.. leaf.Requests];
        await cancellation.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => cancelled.GetAwaiter().GetResult());
        for (int i = 0; i < 2; i++) Assert.Throws<InvalidOperationException>(() => cancelled.GetAwaiter().GetResult());
        long[] rows = LongModel.Rows(100, first: 5000), scores = RowFailures.NewScores(100);

        ValueTask call = client.ScoreAsync(rows, scores);
        foreach (HeldRequest request in late) request.Complete();
        Assert.Equal(RowFailures.NewScores(100), scores);
        leaf.CompleteAll();
        await call;

        Assert.Equal(LongModel.ScoresOf(rows), scores);
    }
}
