using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client.Batches;

/// <summary>How many rows may wait, what happens to those that find no place, and how long small batches wait for others.</summary>
public class BatchClientQueueTests
{
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(20);

    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _leaf = new();

    [Fact]
    public async Task Batch_that_finds_the_queue_full_is_rejected_at_once()
    {
        await using IScoringClient client = NewClient(maxQueuedRows: 5, mode: QueueFullMode.Reject);
        using RecordBatch three = LongModel.Batch(3), two = LongModel.Batch(2), one = LongModel.Batch(1);

        ValueTask<RecordBatch> busy = client.ScoreAsync(three), waiting = client.ScoreAsync(three), rejected = client.ScoreAsync(three), fits = client.ScoreAsync(two), late = client.ScoreAsync(one);
        Assert.Equal((false, true, false, true), (waiting.IsCompleted, rejected.IsCompleted, fits.IsCompleted, late.IsCompleted));
        ValueTask<RecordBatch> elsewhere = client.ScoreAsync(three, new ScoringContext { Partition = 1 });
        Assert.Equal(2, _leaf.Requests.Count);
        _leaf.CompleteAll();

        var error = await Assert.ThrowsAsync<ScoringRejectedException>(rejected.AsTask);
        Assert.Contains($"{nameof(ScoringClientOptions.MaxQueuedRows)} is 5", error.Message);
        Assert.Equal((0, true), (error.Partition, error.IsTransient));
        await Assert.ThrowsAsync<ScoringRejectedException>(late.AsTask);
        foreach (ValueTask<RecordBatch> call in new[] { busy, waiting, fits, elsewhere }) (await call).Dispose();
        Assert.Equal(3, (await ScoreAllAsync(client, three)).Length);
    }

    [Fact]
    public async Task Rejected_batch_gives_its_rows_back_and_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        var model = new MixedModel();
        var watch = new BufferWatch();
        await using IScoringClient client = NewClient(maxQueuedRows: 2, mode: QueueFullMode.Reject);
        RecordBatch busy = model.Batch(1), waiting = model.Batch(2), rejected = model.Batch(3);
        foreach (RecordBatch batch in new[] { busy, waiting, rejected }) watch.Add(batch);

        ValueTask<RecordBatch> first = client.ScoreAsync(busy), second = client.ScoreAsync(waiting);
        var context = new ScoringContext { Deadline = Deadline.After(TimeSpan.FromSeconds(1), _clock) };
        await Assert.ThrowsAsync<ScoringRejectedException>(async () => await client.ScoreAsync(rejected, context, cancellation.Token));
        Assert.Equal(0, _clock.ActiveTimers);
        _leaf.CompleteAll();
        (await first).Dispose();
        (await second).Dispose();
        foreach (RecordBatch batch in new[] { busy, waiting, rejected }) batch.Dispose();

        watch.CheckAllReturned();
    }

    [Theory]
    [InlineData(QueueFullMode.Wait)]
    [InlineData(QueueFullMode.Reject)]
    public async Task Batch_larger_than_the_queue_is_taken_when_nothing_waits(QueueFullMode mode)
    {
        await using IScoringClient client = NewClient(maxBatchCount: 4, maxQueuedRows: 5, mode: mode);
        using RecordBatch rows = LongModel.Batch(50);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        _leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(50)), await call.ScoresAsync());
    }

    [Fact]
    public async Task Batches_that_find_the_queue_full_wait_first_come_first_served()
    {
        await using IScoringClient client = NewClient(maxBatchCount: 4, maxQueuedRows: 5);
        RecordBatch[] batches = [.. new[] { 4, 3, 9, 1, 2, 12 }.Select(static (count, index) => LongModel.Batch(count, first: 100 * index))];

        ValueTask<RecordBatch>[] calls = [.. batches.Select(batch => client.ScoreAsync(batch))];
        _leaf.CompleteAll();

        Assert.Equal(batches.SelectMany(static batch => batch.GetColumn<long>(0).Values.ToArray()), _leaf.Requests.SelectMany(static request => request.Rows));
        for (int i = 0; i < calls.Length; i++) Assert.Equal(LongModel.ScoresOf(LongModel.Rows(batches[i].RowCount, 100 * i)), await calls[i].ScoresAsync());
        foreach (RecordBatch batch in batches) batch.Dispose();
    }

    [Fact]
    public async Task Batch_that_waits_outside_a_full_queue_is_cancelled_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient(maxQueuedRows: 2);
        using RecordBatch rows = LongModel.Batch(2), gone = LongModel.Batch(3, first: 100), last = LongModel.Batch(1, first: 200);

        ValueTask<RecordBatch> busy = client.ScoreAsync(rows), waiting = client.ScoreAsync(rows), outside = client.ScoreAsync(gone, default, cancellation.Token), behind = client.ScoreAsync(last);
        await cancellation.CancelAsync();
        Assert.True(outside.IsCompleted);
        _leaf.CompleteAll();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(outside.AsTask);
        Assert.DoesNotContain(100, _leaf.Requests.SelectMany(static request => request.Rows));
        foreach (ValueTask<RecordBatch> call in new[] { busy, waiting, behind }) (await call).Dispose();
    }

    [Fact]
    public async Task Small_batches_wait_for_others_as_long_as_they_may()
    {
        await using IScoringClient client = NewClient(maxDelay: s_delay, maxParallelRequests: 5);
        using RecordBatch first = LongModel.Batch(2), second = LongModel.Batch(3, first: 100);

        ValueTask<RecordBatch> one = client.ScoreAsync(first);
        _clock.Advance(s_delay / 2);
        ValueTask<RecordBatch> two = client.ScoreAsync(second);
        _clock.Advance(s_delay / 2 - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_leaf.Requests);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([0, 1, 100, 101, 102], Assert.Single(_leaf.Requests).Rows);
        _leaf.CompleteAll();
        Assert.Equal(LongModel.ScoresOf([0, 1]), await one.ScoresAsync());
        Assert.Equal(LongModel.ScoresOf([100, 101, 102]), await two.ScoresAsync());
        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Fact]
    public async Task Rows_that_fill_a_request_wait_no_longer()
    {
        await using IScoringClient client = NewClient(maxDelay: s_delay, maxBatchCount: 5, maxParallelRequests: 5);
        using RecordBatch first = LongModel.Batch(2), second = LongModel.Batch(3, first: 100);

        ValueTask<RecordBatch> one = client.ScoreAsync(first), two = client.ScoreAsync(second);

        Assert.Equal([0, 1, 100, 101, 102], Assert.Single(_leaf.Requests).Rows);
        _leaf.CompleteAll();
        (await one).Dispose();
        (await two).Dispose();
    }

    [Fact]
    public async Task Rows_that_waited_for_a_request_to_be_full_travel_in_one()
    {
        await using IScoringClient client = NewClient(maxDelay: s_delay, maxBatchCount: 100, maxParallelRequests: 5);
        RecordBatch[] batches = [.. Enumerable.Range(0, 10).Select(static i => LongModel.Batch(10, first: 10 * i))];

        ValueTask<RecordBatch>[] calls = [.. batches.Select(batch => client.ScoreAsync(batch))];

        Assert.Equal(LongModel.Rows(100), Assert.Single(_leaf.Requests).Rows);
        _leaf.CompleteAll();
        for (int i = 0; i < calls.Length; i++) Assert.Equal(LongModel.ScoresOf(LongModel.Rows(10, 10 * i)), await calls[i].ScoresAsync());
        foreach (RecordBatch batch in batches) batch.Dispose();
    }

    [Fact]
    public async Task Batch_that_is_cancelled_while_it_waits_for_others_is_not_sent()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient(maxDelay: s_delay);
        using RecordBatch first = LongModel.Batch(2), second = LongModel.Batch(3, first: 100);

        ValueTask<RecordBatch> one = client.ScoreAsync(first, default, cancellation.Token), two = client.ScoreAsync(second);
        await cancellation.CancelAsync();
        Assert.True(one.IsCompleted);
        _clock.Advance(s_delay);

        Assert.Equal([100, 101, 102], Assert.Single(_leaf.Requests).Rows);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(one.AsTask);
        _leaf.CompleteAll();
        (await two).Dispose();
    }

    private async Task<long[]> ScoreAllAsync(IScoringClient client, RecordBatch rows)
    {
        ValueTask<RecordBatch> call = client.ScoreAsync(rows);
        _leaf.CompleteAll();
        return await call.ScoresAsync();
    }

    private IScoringClient NewClient(
        int? maxBatchCount = null, int maxParallelRequests = 1, int maxQueuedRows = 100_000, QueueFullMode mode = QueueFullMode.Wait, TimeSpan maxDelay = default) =>
        Clients.Batches(_leaf.Client, new ScoringClientOptions
        {
            MaxBatchCount = maxBatchCount,
            MaxParallelRequests = maxParallelRequests,
            MaxQueuedRows = maxQueuedRows,
            QueueFullMode = mode,
            MaxDelay = maxDelay,
            TimeProvider = _clock,
        });
}
