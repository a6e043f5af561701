using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.Batches;

/// <summary>Which rows travel together, and that every caller has the scores of its own rows in their order.</summary>
public class BatchClientRequestTests
{
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public async Task Scores_are_in_the_order_of_the_rows_whatever_order_requests_end_in(int first, int second, int third)
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxBatchCount = 10, MaxParallelRequests = 3 });
        using RecordBatch rows = LongModel.Batch(25);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        Assert.Equal([10, 10, 5], leaf.Requests.Select(static request => request.Rows.Length));
        foreach (int index in new[] { first, second, third }) leaf.Requests[index].Complete();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(25)), await call.ScoresAsync());
    }

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(10_000, null, 1)]
    [InlineData(10_000, 2, 7)]
    [InlineData(10_000, 10_000, 20)]
    [InlineData(4_321, 1, 3)]
    public async Task Batch_of_any_size_is_scored(int count, int? maxBatchCount, int maxParallelRequests)
    {
        var leaf = new ScriptedLeaf();
        await using IScoringClient client = Clients.Batches(leaf, new ScoringClientOptions { MaxBatchCount = maxBatchCount, MaxParallelRequests = maxParallelRequests });
        using RecordBatch rows = LongModel.Batch(count);

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(count)), await client.ScoreAsync(rows).ScoresAsync());
    }

    [Fact]
    public async Task Batch_that_fits_is_sent_as_it_is()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client);
        using RecordBatch rows = LongModel.Batch(10);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        HeldRequest request = Assert.Single(leaf.Requests);
        Assert.Same(rows.Buffer, request.Batch.Buffer);
        RecordBatch answer = LongModel.Score(request.Rows);
        RecordBuffer buffer = answer.Buffer;
        request.Complete(answer);

        using RecordBatch response = await call;
        Assert.Same(buffer, response.Buffer);
    }

    [Fact]
    public async Task Small_batches_that_wait_for_a_request_travel_together()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1 });
        using RecordBatch first = LongModel.Batch(5), second = LongModel.Batch(3, first: 100), third = LongModel.Batch(1, first: 200), fourth = LongModel.Batch(4, first: 300);

        ValueTask<RecordBatch> busy = client.ScoreAsync(first);
        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(second), client.ScoreAsync(third), client.ScoreAsync(fourth)];
        Assert.Single(leaf.Requests);
        leaf.Requests[0].Complete();
        Assert.Equal([100, 101, 102, 200, 300, 301, 302, 303], leaf.Requests[1].Rows);
        leaf.Requests[1].Complete();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(5)), await busy.ScoresAsync());
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3, 100)), await calls[0].ScoresAsync());
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(1, 200)), await calls[1].ScoresAsync());
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(4, 300)), await calls[2].ScoresAsync());
    }

    [Fact]
    public async Task Requests_are_filled_across_batches()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 10 });
        using RecordBatch first = LongModel.Batch(1, first: 9_000), second = LongModel.Batch(7), third = LongModel.Batch(25, first: 100);

        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(first), client.ScoreAsync(second), client.ScoreAsync(third)];
        leaf.CompleteAll();

        Assert.Equal([1, 10, 10, 10, 2], leaf.Requests.Select(static request => request.Rows.Length));
        Assert.Equal([LongModel.ScoreOf(9_000)], await calls[0].ScoresAsync());
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(7)), await calls[1].ScoresAsync());
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(25, 100)), await calls[2].ScoresAsync());
    }

    [Fact]
    public async Task Batches_of_different_columns_never_share_a_request()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1 });
        using RecordBatch busy = LongModel.Batch(1, first: 50);
        using RecordBatch row = LongModel.Batch(3), other = RecordBatch.FromValues<long>([10, 11], [], "other"), again = LongModel.Batch(2, first: 20);

        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(busy), client.ScoreAsync(row), client.ScoreAsync(other), client.ScoreAsync(again)];
        leaf.CompleteAll();

        Assert.Equal([[50], [0, 1, 2], [10, 11], [20, 21]], leaf.Requests.Select(static request => request.Rows));
        foreach (ValueTask<RecordBatch> call in calls) (await call).Dispose();
    }

    [Fact]
    public async Task Batches_of_equal_columns_share_a_request_though_their_schemas_are_two_objects()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1 });
        using RecordBatch busy = LongModel.Batch(1, first: 50), row = LongModel.Batch(3);
        using var twin = RecordBatch.Rent(new RecordSchema(new ColumnSchema("row", ElementType.Int64)), 1);
        twin.GetColumn<long>(0)[0] = 7;

        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(busy), client.ScoreAsync(row), client.ScoreAsync(twin)];
        leaf.CompleteAll();

        Assert.Equal([[50], [0, 1, 2, 7]], leaf.Requests.Select(static request => request.Rows));
        foreach (ValueTask<RecordBatch> call in calls) (await call).Dispose();
    }

    [Fact]
    public async Task Partitions_never_share_a_request_and_each_has_its_own_limit()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1 });
        using RecordBatch rows = LongModel.Batch(4);

        ValueTask<RecordBatch>[] calls = [.. new[] { 7, -1, 7, -1 }.Select(partition => client.ScoreAsync(rows, new ScoringContext { Partition = partition }))];
        Assert.Equal([7, -1], leaf.Requests.Select(static request => request.Context.Partition));
        leaf.CompleteAll();

        Assert.Equal([7, -1, 7, -1], leaf.Requests.Select(static request => request.Context.Partition));
        foreach (ValueTask<RecordBatch> call in calls) Assert.Equal(LongModel.ScoresOf(LongModel.Rows(4)), await call.ScoresAsync());
    }

    [Fact]
    public async Task Leaf_never_has_more_requests_than_it_runs_at_once()
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 2));
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxBatchCount = 3, MaxParallelRequests = 5 });
        using RecordBatch rows = LongModel.Batch(50);

        ValueTask<RecordBatch>[] calls = [.. Enumerable.Range(0, 4).Select(partition => client.ScoreAsync(rows, new ScoringContext { Partition = partition }))];
        leaf.CompleteAll();

        Assert.Equal(2, leaf.MaxOpen);
        foreach (ValueTask<RecordBatch> call in calls) Assert.Equal(LongModel.ScoresOf(LongModel.Rows(50)), await call.ScoresAsync());
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(3, 30)]
    [InlineData(99, 1)]
    public async Task Slice_is_scored_as_the_rows_it_shows(int start, int count)
    {
        var leaf = new ScriptedLeaf();
        await using IScoringClient client = Clients.Batches(leaf, new ScoringClientOptions { MaxBatchCount = 8 });
        using RecordBatch rows = LongModel.Batch(100);

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(count, start)), await client.ScoreAsync(rows.Slice(start, count)).ScoresAsync());
    }

    [Fact]
    public async Task Slices_of_one_batch_travel_together()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1 });
        using RecordBatch rows = LongModel.Batch(100);

        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(rows.Slice(90, 1)), client.ScoreAsync(rows.Slice(40, 2)), client.ScoreAsync(rows.Slice(10, 3).Slice(1, 2))];
        leaf.CompleteAll();

        Assert.Equal([[90], [40, 41, 11, 12]], leaf.Requests.Select(static request => request.Rows));
        Assert.Equal(LongModel.ScoresOf([90]), await calls[0].ScoresAsync());
        Assert.Equal(LongModel.ScoresOf([40, 41]), await calls[1].ScoresAsync());
        Assert.Equal(LongModel.ScoresOf([11, 12]), await calls[2].ScoresAsync());
    }

    [Fact]
    public async Task Batch_without_rows_goes_to_the_leaf_at_once()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1 });
        using RecordBatch rows = LongModel.Batch(3);

        ValueTask<RecordBatch> busy = client.ScoreAsync(rows), empty = client.ScoreAsync(rows.Slice(3, 0));
        Assert.Empty(leaf.Requests[1].Rows);
        leaf.CompleteAll();

        Assert.Empty(await empty.ScoresAsync());
        Assert.Equal(3, (await busy.ScoresAsync()).Length);
    }

    [Fact]
    public async Task Requests_are_multiples_of_what_the_model_runs_together()
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 2, rowsPerRun: 16));
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxBatchCount = 100 });
        using RecordBatch rows = LongModel.Batch(1_000);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        leaf.CompleteAll();

        Assert.All(leaf.Requests.SkipLast(1), static request => Assert.Equal(0, request.Rows.Length % 16));
        Assert.All(leaf.Requests, static request => Assert.InRange(request.Rows.Length, 1, 100));
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(1_000)), await call.ScoresAsync());
    }

    [Fact]
    public async Task Batch_that_was_returned_is_detected()
    {
        await using IScoringClient client = Clients.Batches(new ScriptedLeaf());
        RecordBatch rows = LongModel.Batch(3);
        rows.Dispose();

        Assert.Throws<ObjectDisposedException>(() => { _ = client.ScoreAsync(rows); });
        Assert.Throws<InvalidOperationException>(() => { _ = client.ScoreAsync(default); });
        using RecordBatch good = LongModel.Batch(2);
        Assert.Equal(LongModel.ScoresOf([0, 1]), await client.ScoreAsync(good).ScoresAsync());
    }
}
