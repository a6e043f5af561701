using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.Batches;

/// <summary>Batches belong to their callers, who may dispose of them at any moment; what still reads holds the memory, and everything goes back once.</summary>
public class BatchClientOwnershipTests
{
    private readonly MixedModel _model = new();
    private readonly BufferWatch _rows = new();
    private readonly HoldingLeaf _leaf = new();

    /// <summary>When a caller disposes of its batch.</summary>
    public enum When
    {
        InTheQueue,
        InFlight,
        AfterCancellation,
        AfterTheAnswer,
        Twice,
    }

    [Theory]
    [InlineData(When.InTheQueue)]
    [InlineData(When.InFlight)]
    [InlineData(When.AfterCancellation)]
    [InlineData(When.AfterTheAnswer)]
    [InlineData(When.Twice)]
    public async Task Batch_may_be_disposed_at_any_moment(When when)
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient();
        RecordBatch busy = NewRows(1, first: 1_000), rows = NewRows(25);

        ValueTask<RecordBatch> first = client.ScoreAsync(busy), call = client.ScoreAsync(rows, default, cancellation.Token);
        if (when is When.InTheQueue or When.Twice) rows.Dispose();
        Complete(_leaf.Requests[0]);
        if (when is When.InFlight) rows.Dispose();
        if (when is When.AfterCancellation)
        {
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(call.AsTask);
            rows.Dispose();
        }

        CheckNobodyHasTheMemoryOf(_leaf.Requests[1]);
        CompleteAll();
        if (when is not When.AfterCancellation)
        {
            using RecordBatch scores = await call;
            _model.Check(scores, 25);
        }

        rows.Dispose();
        busy.Dispose();
        (await first).Dispose();
        CheckAllReturned();
    }

    [Fact]
    public async Task Rows_in_flight_are_not_given_to_others_after_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient();
        RecordBatch rows = NewRows(8);
        RecordBuffer buffer = rows.Buffer;

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, default, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(call.AsTask);
        rows.Dispose();
        using (RecordBatch other = _model.Batch(8)) Assert.NotSame(buffer, other.Buffer);
        using (RecordBatch scores = _model.Score(_leaf.Requests[0].Batch)) _model.Check(scores, 8);
        CompleteAll();

        CheckAllReturned();
    }

    [Fact]
    public async Task Responses_of_rows_that_travelled_together_are_disposed_one_by_one()
    {
        await using IScoringClient client = NewClient(maxBatchCount: 100);
        RecordBatch busy = NewRows(1), two = NewRows(2, first: 10), three = NewRows(3, first: 20);

        ValueTask<RecordBatch> first = client.ScoreAsync(busy), second = client.ScoreAsync(two), third = client.ScoreAsync(three);
        CompleteAll();
        RecordBatch left = await second, right = await third;
        left.Dispose();
        left.Dispose();
        Assert.Throws<ObjectDisposedException>(() => left.RowCount);
        _model.Check(right, 3, first: 20);
        using (RecordBatch kept = right.Share(1, 2))
        {
            right.Dispose();
            _model.Check(kept, 2, first: 21);
        }

        (await first).Dispose();
        foreach (RecordBatch rows in new[] { busy, two, three }) rows.Dispose();
        CheckAllReturned();
    }

    [Fact]
    public async Task Result_is_taken_once()
    {
        await using IScoringClient client = NewClient();
        using RecordBatch rows = NewRows(3);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());
        CompleteAll();
        (await call).Dispose();

        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());
    }

    [Fact]
    public async Task Pieces_of_a_call_that_was_cancelled_are_returned()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient(maxParallelRequests: 3);
        RecordBatch rows = NewRows(50);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, default, cancellation.Token);
        Complete(_leaf.Requests[0]);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(call.AsTask);
        rows.Dispose();
        CompleteAll();

        Assert.Equal(4, _leaf.Requests.Count);
        CheckAllReturned();
    }

    [Fact]
    public async Task Answer_that_comes_after_the_caller_has_gone_and_before_it_looks_is_returned()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient();
        RecordBatch rows = NewRows(5);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, default, cancellation.Token);
        await cancellation.CancelAsync();
        CompleteAll();
        rows.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(call.AsTask);

        CheckAllReturned();
    }

    private RecordBatch NewRows(int count, long first = 0)
    {
        RecordBatch rows = _model.Batch(count, first);
        _rows.Add(rows);
        return rows;
    }

    private IScoringClient NewClient(int maxBatchCount = 10, int maxParallelRequests = 1) =>
        Clients.Batches(_leaf.Client, new ScoringClientOptions { MaxBatchCount = maxBatchCount, MaxParallelRequests = maxParallelRequests });

    private void Complete(HeldRequest request) => request.Complete(_model.Score(request.Batch));

    private void CompleteAll()
    {
        while (_leaf.Open.FirstOrDefault() is { } request) Complete(request);
    }

    /// <summary>Whoever rents while a request is in flight gets other memory, and may write into it.</summary>
    private void CheckNobodyHasTheMemoryOf(HeldRequest request)
    {
        using RecordBatch other = _model.Batch(30, first: 5_000);
        Assert.NotSame(request.Batch.Buffer, other.Buffer);
    }

    private void CheckAllReturned()
    {
        _rows.CheckAllReturned();
        _model.Responses.CheckAllReturned();
    }
}
