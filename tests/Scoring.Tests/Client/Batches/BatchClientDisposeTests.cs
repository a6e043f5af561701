using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client.Batches;

/// <summary>Disposing stops intake, waits for calls in flight, fails what is left, and disposes the leaf once.</summary>
public class BatchClientDisposeTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _leaf = new();

    [Fact]
    public async Task Dispose_waits_for_calls_in_flight_and_in_the_queue()
    {
        IScoringClient client = NewClient(s_timeout);
        using RecordBatch rows = LongModel.Batch(100);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows), queued = client.ScoreAsync(rows);
        Task disposal = client.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        _leaf.CompleteAll();
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(100)), await call.ScoresAsync());
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(100)), await queued.ScoresAsync());
        await disposal;

        Assert.Equal(1, _leaf.Client.DisposeCount);
    }

    [Fact]
    public async Task Calls_left_after_ShutdownTimeout_are_rejected()
    {
        IScoringClient client = NewClient(s_timeout);
        using RecordBatch rows = LongModel.Batch(50);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, new ScoringContext { Partition = 4 }), queued = client.ScoreAsync(rows, new ScoringContext { Partition = 4 });
        Task disposal = client.DisposeAsync().AsTask();
        _leaf.Requests[0].Complete();
        _clock.Advance(s_timeout - TimeSpan.FromMilliseconds(1));
        Assert.Equal((false, false), (call.IsCompleted, queued.IsCompleted));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await disposal;

        foreach (ValueTask<RecordBatch> left in new[] { call, queued })
        {
            var error = await Assert.ThrowsAsync<ScoringRejectedException>(left.AsTask);
            Assert.Contains(nameof(ScoringClientOptions.ShutdownTimeout), error.Message);
            Assert.Equal(4, error.Partition);
        }

        _leaf.CompleteAll();
        Assert.Equal(1, _leaf.Client.DisposeCount);
    }

    [Fact]
    public async Task Requests_of_watched_calls_are_given_up_after_ShutdownTimeout()
    {
        using var cancellation = new CancellationTokenSource();
        IScoringClient client = NewClient(TimeSpan.Zero);
        using RecordBatch rows = LongModel.Batch(5);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, default, cancellation.Token);
        await client.DisposeAsync();

        Assert.True(_leaf.Requests[0].Token.IsCancellationRequested);
        await Assert.ThrowsAsync<ScoringRejectedException>(call.AsTask);
    }

    [Fact]
    public async Task Memory_of_calls_that_were_given_up_is_returned_when_their_requests_end()
    {
        var model = new MixedModel();
        var watch = new BufferWatch();
        IScoringClient client = NewClient(TimeSpan.Zero);
        RecordBatch rows = model.Batch(50);
        watch.Add(rows);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ScoringRejectedException>(call.AsTask);
        rows.Dispose();
        foreach (HeldRequest request in _leaf.Requests) request.Complete(model.Score(request.Batch));

        watch.CheckAllReturned();
        model.Responses.CheckAllReturned();
    }

    [Fact]
    public async Task Batches_that_wait_for_others_are_sent_when_disposing()
    {
        IScoringClient client = Clients.Batches(_leaf.Client, new ScoringClientOptions { MaxDelay = TimeSpan.FromMinutes(1), TimeProvider = _clock }, s_timeout);
        using RecordBatch rows = LongModel.Batch(5);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        Assert.Empty(_leaf.Requests);
        Task disposal = client.DisposeAsync().AsTask();
        Assert.Single(_leaf.Requests);
        _leaf.CompleteAll();

        (await call).Dispose();
        await disposal;
    }

    [Fact]
    public async Task Call_while_disposing_and_after_it_is_refused()
    {
        var model = new MixedModel();
        var watch = new BufferWatch();
        IScoringClient client = NewClient(s_timeout);
        RecordBatch rows = model.Batch(5);
        watch.Add(rows);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        Task disposal = client.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.ScoreAsync(rows));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.ScoreAsync(rows.Slice(0, 0)));
        _leaf.CompleteAll();
        (await call).Dispose();
        await disposal;
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.ScoreAsync(rows));
        rows.Dispose();

        watch.CheckAllReturned();
        Assert.Single(_leaf.Requests);
    }

    [Fact]
    public async Task Every_disposal_ends_when_the_first_one_does()
    {
        IScoringClient client = NewClient(s_timeout);
        using RecordBatch rows = LongModel.Batch(5);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        Task[] disposals = [client.DisposeAsync().AsTask(), client.DisposeAsync().AsTask()];
        Assert.DoesNotContain(disposals, static disposal => disposal.IsCompleted);
        _leaf.CompleteAll();
        (await call).Dispose();
        await Task.WhenAll(disposals);
        await client.DisposeAsync();

        Assert.Equal(1, _leaf.Client.DisposeCount);
    }

    private IScoringClient NewClient(TimeSpan shutdownTimeout) =>
        Clients.Batches(_leaf.Client, new ScoringClientOptions { MaxBatchCount = 10, MaxParallelRequests = 2, TimeProvider = _clock }, shutdownTimeout);
}
