using Scoring.Bindings;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client;

/// <summary>Bindings, leaves and stages that call the client they work for.</summary>
public class RowClientReentrancyTests
{
    [Fact]
    public async Task Binding_may_score_with_the_same_client()
    {
        IScoringClient<long, long>? client = null;
        RowBinding<long> binding = RowBinding.For<long>().Column("row", (in long row) =>
        {
            if (row < 1000) return row;
            var inner = new long[1];
            client!.ScoreAsync(new[] { row - 1000 }, inner).AsTask().GetAwaiter().GetResult();
            return inner[0];
        }).Build();
        client = new ScoringClientBuilder(new ScriptedLeaf()).Build<long, long>(binding, options: new ScoringClientOptions { MaxBatchCount = 10 });
        long[] rows = [.. LongModel.Rows(30), .. LongModel.Rows(30, first: 1000)];

        long[] scores = await client.ScoreAsync(rows);

        Assert.Equal(rows.Select(static row => row < 1000 ? LongModel.ScoreOf(row) : LongModel.ScoreOf(LongModel.ScoreOf(row - 1000))), scores);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Leaf_may_score_with_the_same_client_in_another_partition()
    {
        IScoringClient<long, long>? client = null;
        var leaf = new ScriptedLeaf();
        leaf.OnScore = async (rows, _, _) =>
        {
            long[] ids = rows.GetColumn<long>(0).Values.ToArray();
            await Task.Yield();
            long[] others = [.. ids.Select(static id => -1 - id)];
            if (ids[0] >= 0) Assert.Equal(LongModel.ScoresOf(others), await client!.ScoreAsync(others, new RowOptions(Partition: 1)));
            return LongModel.Score(ids);
        };
        client = Clients.Pooled(leaf, new ScoringClientOptions { MaxBatchCount = 50, MaxParallelRequests = 3 });

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(1000)), await client.ScoreAsync(LongModel.Rows(1000)));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Leaf_may_cancel_the_call_it_works_for()
    {
        using var cancellation = new CancellationTokenSource();
        var leaf = new ScriptedLeaf();
        leaf.OnScore = (rows, _, token) =>
        {
            if (leaf.ScoreCount == 3) cancellation.Cancel();
            return new(LongModel.Score(rows));
        };
        await using IScoringClient<long, long> client = Clients.Inline(leaf, maxBatchCount: 10);
        long[] scores = RowFailures.NewScores(100);

        ValueTask call = client.ScoreAsync(LongModel.Rows(100), scores, cancellationToken: cancellation.Token);

        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);
        Assert.Equal(3, leaf.ScoreCount);
        Assert.Equal([.. LongModel.ScoresOf(LongModel.Rows(20)), .. RowFailures.NewScores(80)], scores);
    }

    [Fact]
    public async Task Leaf_may_dispose_the_client_it_works_for()
    {
        IScoringClient<long, long>? client = null;
        Task disposal = Task.CompletedTask;
        var leaf = new ScriptedLeaf();
        leaf.OnScore = (rows, _, _) =>
        {
            if (leaf.ScoreCount == 3) disposal = client!.DisposeAsync().AsTask();
            return new(LongModel.Score(rows));
        };
        client = Clients.Inline(leaf, maxBatchCount: 10, clock: new ManualTimeProvider(), shutdownTimeout: TimeSpan.FromSeconds(30));

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(100)), await client.ScoreAsync(LongModel.Rows(100)));
        await disposal;

        Assert.Equal((10, 1), (leaf.ScoreCount, leaf.DisposeCount));
    }

    [Fact]
    public async Task Leaf_may_move_the_clock_past_the_deadline()
    {
        var clock = new ManualTimeProvider();
        var leaf = new ScriptedLeaf();
        leaf.OnScore = (rows, _, _) =>
        {
            if (leaf.ScoreCount == 3) clock.Advance(TimeSpan.FromSeconds(1));
            return new(LongModel.Score(rows));
        };
        await using IScoringClient<long, long> client = Clients.Inline(leaf, maxBatchCount: 10, clock: clock);
        long[] rows = LongModel.Rows(100), scores = RowFailures.NewScores(100);

        int[] failed = (await RowFailures.Of(client.ScoreAsync(rows, scores, new RowOptions(Deadline: TimeSpan.FromSeconds(1))), rows, scores)).Indexes();

        Assert.Equal(Enumerable.Range(20, 80), failed);
    }

    [Fact]
    public async Task Caller_may_go_on_inside_the_cancellation()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 2);
        ValueTask call = default, next = default;
        long[] scores = RowFailures.NewScores(30);
        using CancellationTokenRegistration afterwards = cancellation.Token.Register(() =>
        {
            Assert.Throws<OperationCanceledException>(() => call.GetAwaiter().GetResult());
            next = client.ScoreAsync(LongModel.Rows(30, first: 500), scores);
        });

        call = client.ScoreAsync(LongModel.Rows(30), new long[30], cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        Assert.False(next.IsCompleted);
        leaf.CompleteAll();
        await next;

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(30, first: 500)), scores);
    }

    [Fact]
    public async Task Continuation_that_blocks_keeps_neither_the_leaf_nor_the_other_rows()
    {
        using var released = new ManualResetEventSlim();
        var answer = new TaskCompletionSource();
        var leaf = new ScriptedLeaf
        {
            OnScore = async (rows, _, _) =>
            {
                long[] ids = rows.GetColumn<long>(0).Values.ToArray();
                await answer.Task;
                return LongModel.Score(ids);
            },
        };
        await using IScoringClient<long, long> client = Clients.Pooled(leaf);

        ValueTask blocked = client.ScoreAsync(LongModel.Rows(3), new long[3]);
        ValueTask other = client.ScoreAsync(LongModel.Rows(3), new long[3]);
        Task blocking = Block(blocked, released);
        answer.SetResult();
        await other;
        released.Set();
        await blocking;
    }

    private static async Task Block(ValueTask call, ManualResetEventSlim released)
    {
        await call.ConfigureAwait(false);
        released.Wait(TestContext.Current.CancellationToken);
    }
}
