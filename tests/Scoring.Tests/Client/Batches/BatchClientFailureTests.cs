using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.Batches;

/// <summary>A request that fails fails the calls that have rows in it, and nobody else; what others answered is given back.</summary>
public class BatchClientFailureTests
{
    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(2, 0, 3, 1)]
    public async Task Call_fails_with_the_error_of_the_first_rows_that_failed(params int[] order)
    {
        var model = new MixedModel();
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxBatchCount = 10, MaxParallelRequests = 4 });
        using RecordBatch rows = model.Batch(40);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        foreach (int index in order)
        {
            Assert.False(call.IsCompleted);
            if (index is 1 or 3) leaf.Requests[index].Fail(new ScoringRefusedException($"Request {index}."));
            else leaf.Requests[index].Complete(model.Score(leaf.Requests[index].Batch));
        }

        Assert.Equal("Request 1.", (await Assert.ThrowsAsync<ScoringRefusedException>(call.AsTask)).Message);
        model.Responses.CheckAllReturned();
    }

    [Fact]
    public async Task Failure_reaches_every_call_of_the_request_and_no_other()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 5 });
        using RecordBatch busy = LongModel.Batch(1, first: 9), small = LongModel.Batch(3), large = LongModel.Batch(4, first: 100), last = LongModel.Batch(3, first: 200);

        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(busy), client.ScoreAsync(small), client.ScoreAsync(large), client.ScoreAsync(last)];
        leaf.Requests[0].Complete();
        Assert.Equal([0, 1, 2, 100, 101], leaf.Requests[1].Rows);
        leaf.Requests[1].Fail(new ScoringRefusedException("No such zone."));
        leaf.CompleteAll();

        Assert.Single(await calls[0].ScoresAsync());
        await Assert.ThrowsAsync<ScoringRefusedException>(calls[1].AsTask);
        await Assert.ThrowsAsync<ScoringRefusedException>(calls[2].AsTask);
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3, 200)), await calls[3].ScoresAsync());
    }

    [Fact]
    public async Task Leaf_that_throws_inside_the_call_fails_the_request()
    {
        var leaf = new ScriptedLeaf { OnScore = static (rows, _, _) => rows.GetColumn<long>(0)[0] == 5 ? throw new FormatException("Five.") : new(LongModel.Score(rows)) };
        await using IScoringClient client = Clients.Batches(leaf, new ScoringClientOptions { MaxBatchCount = 5 });
        using RecordBatch rows = LongModel.Batch(15);

        Assert.Equal("Five.", (await Assert.ThrowsAsync<FormatException>(async () => await client.ScoreAsync(rows))).Message);
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(5)), await client.ScoreAsync(rows.Slice(0, 5)).ScoresAsync());
    }

    [Fact]
    public async Task Leaf_that_cancels_by_itself_fails_the_call_with_that()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client);
        using RecordBatch rows = LongModel.Batch(3);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        leaf.Requests[0].Fail(new TaskCanceledException("The connection was closed."));

        Assert.Equal("The connection was closed.", (await Assert.ThrowsAsync<TaskCanceledException>(call.AsTask)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(11)]
    public async Task Response_of_another_number_of_rows_is_an_error_that_names_both(int answered)
    {
        var model = new MixedModel();
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxBatchCount = 10, MaxParallelRequests = 2 });
        using RecordBatch rows = model.Batch(20), other = model.Batch(answered);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, new ScoringContext { Partition = 3 });
        leaf.Requests[0].Complete(model.Score(leaf.Requests[0].Batch));
        leaf.Requests[1].Complete(model.Score(other));

        var error = await Assert.ThrowsAsync<ScoringResponseException>(call.AsTask);
        Assert.Contains("10 rows", error.Message);
        Assert.Contains($"{answered}", error.Message);
        Assert.Equal((3, 10), (error.Partition, error.Rows));
        model.Responses.CheckAllReturned();
    }

    [Fact]
    public async Task Response_that_is_none_is_an_error_of_the_response()
    {
        var leaf = new ScriptedLeaf { OnScore = static (_, _, _) => default };
        await using IScoringClient client = Clients.Batches(leaf);
        using RecordBatch rows = LongModel.Batch(3);

        var error = await Assert.ThrowsAsync<ScoringResponseException>(async () => await client.ScoreAsync(rows, new ScoringContext { Partition = 3 }));
        Assert.Equal((3, 3), (error.Partition, error.Rows));
    }

    [Fact]
    public async Task Response_that_was_returned_already_fails_the_request()
    {
        var leaf = new ScriptedLeaf
        {
            OnScore = static (rows, _, _) =>
            {
                RecordBatch response = LongModel.Score(rows);
                response.Dispose();
                return new(response);
            },
        };
        await using IScoringClient client = Clients.Batches(leaf);
        using RecordBatch rows = LongModel.Batch(3);

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.ScoreAsync(rows));
    }

    [Fact]
    public async Task Requests_of_one_call_that_were_answered_with_different_columns_are_an_error_that_names_both()
    {
        var model = new MixedModel();
        var leaf = new HoldingLeaf();
        await using IScoringClient client = Clients.Batches(leaf.Client, new ScoringClientOptions { MaxBatchCount = 10, MaxParallelRequests = 2 });
        using RecordBatch rows = model.Batch(20);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, new ScoringContext { Partition = 3 });
        leaf.Requests[0].Complete(model.Score(leaf.Requests[0].Batch));
        leaf.Requests[1].Complete();

        var error = await Assert.ThrowsAsync<ScoringResponseException>(call.AsTask);
        Assert.Contains("'score' Int64 []", error.Message);
        Assert.Contains("'matrix' Float32", error.Message);
        Assert.Equal(3, error.Partition);
        model.Responses.CheckAllReturned();
    }

    [Fact]
    public async Task Leaf_may_answer_with_the_rows_themselves()
    {
        var leaf = new ScriptedLeaf { OnScore = static (rows, _, _) => new(rows) };
        await using IScoringClient client = Clients.Batches(leaf, new ScoringClientOptions { MaxBatchCount = 4 });
        foreach (int count in new[] { 3, 10 })
        {
            RecordBatch rows = LongModel.Batch(count);
            using RecordBatch response = await client.ScoreAsync(rows);
            rows.Dispose();
            Assert.Equal(LongModel.Rows(count), response.GetColumn<long>(0).Values.ToArray());
        }
    }
}
