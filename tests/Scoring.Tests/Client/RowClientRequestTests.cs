using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client;

/// <summary>How the rows of a call are cut into requests, how many are in flight, and what they carry.</summary>
public class RowClientRequestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task Requests_never_exceed_MaxBatchCount(int maxBatchCount)
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount, maxParallelRequests: 2);

        await Score(client, leaf, 5000);

        Assert.All(leaf.Requests, request => Assert.InRange(request.Rows.Length, 1, maxBatchCount));
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(200)]
    [InlineData(100)]
    public async Task Requests_but_the_last_are_multiples_of_MaxRowsPerRun(int maxBatchCount)
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 3, rowsPerRun: 48));
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount);

        await Score(client, leaf, 5003);

        Assert.All(leaf.Requests.SkipLast(1), static request => Assert.Equal(0, request.Rows.Length % 48));
        Assert.Equal(5003 % 48, leaf.Requests[^1].Rows.Length % 48);
    }

    [Fact]
    public async Task MaxRowsPerRun_above_MaxBatchCount_is_cut_by_it()
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 1, rowsPerRun: 500));
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, 100);

        await Score(client, leaf, 950);

        Assert.Equal([.. Enumerable.Repeat(100, 9), 50], leaf.Requests.Select(static request => request.Rows.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    public async Task All_lanes_are_used_at_once_and_never_more(int lanes)
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: lanes));
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);

        await Score(client, leaf, 8192);

        Assert.Equal(lanes, leaf.MaxOpen);
    }

    [Fact]
    public async Task Next_request_is_sent_when_one_ends_while_rows_are_left()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 3);

        ValueTask call = client.ScoreAsync(LongModel.Rows(100), new long[100]);
        for (int sent = 3; sent < 10; sent++)
        {
            Assert.Equal((sent, 3), (leaf.Requests.Count, leaf.Open.Count()));
            leaf.Open.Last().Complete();
        }

        Assert.Equal((10, 3), (leaf.Requests.Count, leaf.Open.Count()));
        Assert.False(call.IsCompleted);
        leaf.CompleteAll();
        await call;
    }

    [Fact]
    public async Task Limit_of_requests_is_each_partitions_own()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 3);

        ValueTask first = client.ScoreAsync(LongModel.Rows(100), new long[100]);
        ValueTask second = client.ScoreAsync(LongModel.Rows(100), new long[100]);
        ValueTask other = client.ScoreAsync(LongModel.Rows(100), new long[100], new RowOptions(Partition: 1));

        Assert.Equal([0, 0, 0, 1, 1, 1], leaf.Open.Select(static request => request.Context.Partition));
        leaf.CompleteAll();
        await first;
        await second;
        await other;
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 1)]
    [InlineData(65, 2)]
    [InlineData(129, 3)]
    public async Task Few_rows_make_few_requests(int rows, int requests)
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 8));
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);

        await Score(client, leaf, rows);

        Assert.Equal(requests, leaf.Requests.Count);
    }

    [Fact]
    public async Task Local_model_is_asked_for_at_most_200_rows_on_every_lane()
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 4));
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);

        await Score(client, leaf, 8192);

        Assert.Equal((200, 4), (leaf.Requests.Max(static request => request.Rows.Length), leaf.MaxOpen));
    }

    [Fact]
    public async Task Endpoint_is_asked_for_at_most_1000_rows_20_times_at_once()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);

        await Score(client, leaf, 100_000);

        Assert.Equal((1000, 20), (leaf.Requests.Max(static request => request.Rows.Length), leaf.MaxOpen));
    }

    [Fact]
    public async Task Options_beat_what_the_leaf_says()
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 4));
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 300, maxParallelRequests: 3);

        await Score(client, leaf, 8192);

        Assert.Equal((300, 3), (leaf.Requests.Max(static request => request.Rows.Length), leaf.MaxOpen));
    }

    [Fact]
    public async Task Leaf_is_never_asked_for_more_at_once_than_it_runs()
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 4));
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxParallelRequests: 7);

        await Score(client, leaf, 8192);

        Assert.Equal(4, leaf.MaxOpen);
    }

    [Fact]
    public async Task Options_that_change_after_the_build_change_nothing()
    {
        var leaf = new HoldingLeaf();
        var signature = new TaskCompletionSource<ScoringSignature>();
        leaf.Client.OnGetSignature = _ => new(signature.Task);
        var options = new ScoringClientOptions { MaxBatchCount = 10, MaxParallelRequests = 2, Starter = InlineStarter.Instance };
        await using IScoringClient<long, long> client = Clients.Pooled(leaf.Client, options);

        (options.MaxBatchCount, options.MaxParallelRequests, options.TimeProvider) = (0, 0, null!);
        signature.SetResult(LongModel.Signature());
        await client.WarmUpAsync();
        await Score(client, leaf, 100);

        Assert.Equal((10, 2), (leaf.Requests.Max(static request => request.Rows.Length), leaf.MaxOpen));
    }

    [Fact]
    public async Task No_row_makes_no_request()
    {
        var leaf = new ScriptedLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf);

        ValueTask call = client.ScoreAsync(ReadOnlyMemory<long>.Empty, Memory<long>.Empty);

        Assert.True(call.IsCompletedSuccessfully);
        Assert.Equal(0, leaf.ScoreCount);
    }

    [Fact]
    public async Task Request_carries_partition_and_deadline_and_lends_its_thread()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        ValueTask call = client.ScoreAsync(LongModel.Rows(3), new long[3], new RowOptions(Partition: 7, Deadline: TimeSpan.FromSeconds(2)));
        ScoringContext context = leaf.Requests[0].Context;

        Assert.Equal(7, context.Partition);
        Assert.Equal(TimeSpan.FromSeconds(2), context.Deadline.Remaining);
        Assert.True(context.RunInline);
        Assert.NotNull(context.Attempts);
        leaf.CompleteAll();
        await call;
    }

    [Fact]
    public async Task Request_of_a_call_without_options_has_no_deadline_and_no_token()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);

        await Score(client, leaf, 3);

        Assert.Equal(0, leaf.Requests[0].Context.Partition);
        Assert.True(leaf.Requests[0].Context.Deadline.IsNone);
        Assert.False(leaf.Requests[0].Token.CanBeCanceled);
    }

    [Fact]
    public async Task Request_has_no_token_either_when_an_earlier_call_had_one()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);

        ValueTask watched = client.ScoreAsync(LongModel.Rows(3), new long[3], cancellationToken: cancellation.Token);
        leaf.CompleteAll();
        await watched;
        await Score(client, leaf, 3);

        Assert.True(leaf.Requests[0].Token.CanBeCanceled);
        Assert.False(leaf.Requests[1].Token.CanBeCanceled);
    }

    [Fact]
    public async Task Request_and_response_are_disposed_when_the_request_ends()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);
        ValueTask call = client.ScoreAsync(LongModel.Rows(3), new long[3]);
        HeldRequest request = leaf.Requests[0];
        var response = LongModel.Score(request.Rows);

        Assert.Equal(request.Rows, request.Batch.GetColumn<long>(0).Values);
        request.Complete(response);
        await call;

        Assert.Throws<ObjectDisposedException>(() => request.Batch.RowCount);
        Assert.Throws<ObjectDisposedException>(() => response.RowCount);
    }

    private static async Task Score(IScoringClient<long, long> client, HoldingLeaf leaf, int count)
    {
        long[] rows = LongModel.Rows(count);
        var scores = new long[count];
        ValueTask call = client.ScoreAsync(rows, scores);
        leaf.CompleteAll();
        await call;
        Assert.Equal(LongModel.ScoresOf(rows), scores);
        Assert.Equal(rows, leaf.Requests.SelectMany(static request => request.Rows).TakeLast(count));
    }
}
