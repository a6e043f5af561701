using System.Diagnostics.Metrics;
using Scoring.Diagnostics;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Diagnostics;

/// <summary>What a listener hears of a client. Clients that earlier tests left undisposed may still be heard, so each listens to a name of its own.</summary>
[Collection(ProcessWide.Name)]
public class MeterTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _leaf = new();

    [Fact]
    public async Task Each_request_is_told_once_with_its_size_its_time_and_its_rows()
    {
        await using IScoringClient<long, long> client = Client("told", new ScoringClientOptions { MaxBatchCount = 2, MaxParallelRequests = 1, MaxQueueDelay = TimeSpan.FromMinutes(1) });
        using var heard = new MeterRecording("told");
        Task<long>[] calls = [.. Enumerable.Range(0, 4).Select(row => client.ScoreAsync(row, default, CancellationToken.None).AsTask())];
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        _leaf.Requests[0].Context.Attempts!.OnAttempt(new ScoringAttempt(1, TimeSpan.FromMilliseconds(7), Succeeded: true));
        _leaf.Requests[0].Complete();
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        _leaf.Requests[1].Fail(new InvalidOperationException());
        _leaf.CompleteAll();
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.Equal([0.007, 0.005, 0], heard["scoring.client.batch.duration"]);
        Assert.Equal([1, 2, 1], heard["scoring.client.batch.size"]);
        Assert.Equal([0, 0.020, 0.025], heard["scoring.client.queue.duration"]);
        Assert.Equal([2], heard["scoring.client.batch.size", "scoring.batch.flush_reason", "size"]);
        Assert.Equal([0.005], heard["scoring.client.batch.duration", "error.type", "System.InvalidOperationException"]);
        Assert.Equal((2, 2), (heard["scoring.client.rows", "scoring.row.outcome", "scored"].Sum(), heard["scoring.client.rows", "scoring.row.outcome", "failed"].Sum()));
        Assert.All(heard.Tags, static tags => Assert.Equal(Signatures.Model, tags["scoring.model.name"]));
    }

    [Fact]
    public async Task Rows_that_are_never_answered_are_told_too()
    {
        await using IScoringClient<long, long> client = Client("ended", new ScoringClientOptions { MaxParallelRequests = 1, MaxQueuedRows = 2, QueueFullMode = QueueFullMode.Reject });
        using var heard = new MeterRecording("ended");
        using var cancellation = new CancellationTokenSource();
        Task[] calls =
        [
            client.ScoreAsync(0, default, CancellationToken.None).AsTask(),
            client.ScoreAsync(1, default, cancellation.Token).AsTask(),
            client.ScoreAsync(2, new RowOptions(Deadline: TimeSpan.FromMilliseconds(1)), CancellationToken.None).AsTask(),
            client.ScoreAsync(3, default, CancellationToken.None).AsTask(),
        ];
        cancellation.Cancel();
        _clock.Advance(TimeSpan.FromMilliseconds(40));
        _leaf.CompleteAll();
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.All(["scored", "cancelled", "expired", "dropped"], outcome => Assert.Equal([1], heard["scoring.client.rows", "scoring.row.outcome", outcome]));
    }

    [Fact]
    public async Task Gauges_show_a_client_until_it_is_disposed()
    {
        IScoringClient<long, long> client = Client("gauges", new ScoringClientOptions { MaxBatchCount = 2, MaxParallelRequests = 1, MaxTotalRequests = 3, MaxQueueDelay = TimeSpan.FromMinutes(1) });
        using var heard = new MeterRecording("gauges");
        Task[] calls = [.. Enumerable.Range(0, 4).Select(row => client.ScoreAsync(row, default, CancellationToken.None).AsTask())];
        _clock.Advance(TimeSpan.FromMilliseconds(30));

        heard.Observe();

        Assert.Equal([3], heard["scoring.client.queue.length"]);
        Assert.Equal([1], heard["scoring.client.active_batches"]);
        Assert.Equal([3], heard["scoring.client.concurrency.limit"]);
        Assert.Equal([2], heard["scoring.client.batch.target"]);
        Assert.Equal([0.03], heard["scoring.stream.delay"]);
        _leaf.CompleteAll();
        await Task.WhenAll(calls);
        await client.DisposeAsync();
        heard.Observe();
        Assert.Single(heard["scoring.client.queue.length"]);
    }

    [Fact]
    public async Task Partitions_are_told_apart_where_that_is_asked_for()
    {
        await using IScoringClient<long, long> client = Client("partitions", new ScoringClientOptions { MaxBatchCount = 1, MaxParallelRequests = 1, MaxQueueDelay = TimeSpan.FromMinutes(1), MeasurePartitions = true });
        using var heard = new MeterRecording("partitions");
        Task[] calls = [.. Enumerable.Range(0, 5).Select(row => client.ScoreAsync(row, new RowOptions(Partition: row % 2), CancellationToken.None).AsTask())];
        _clock.Advance(TimeSpan.FromMilliseconds(30));

        heard.Observe();

        Assert.Equal([1, 2], heard["scoring.client.queue.length"].Order());
        Assert.Equal([0.03, 0.03], heard["scoring.stream.delay"]);
        Assert.Equal([0, 1], heard.Tags.Where(static tags => tags.ContainsKey("scoring.partition")).Select(static tags => (int)tags["scoring.partition"]!).Distinct().Order());
        _leaf.CompleteAll();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Calls_are_told_once_with_how_long_they_waited_and_how_they_ended()
    {
        await using IScoringClient<long, long> client = Client("calls", new ScoringClientOptions { MaxBatchCount = 2, MaxParallelRequests = 1 });
        using var heard = new MeterRecording("calls");
        using var cancellation = new CancellationTokenSource();
        Task[] calls =
        [
            client.ScoreAsync(0, default, CancellationToken.None).AsTask(),
            client.ScoreAsync(LongModel.Rows(3), new long[3]).AsTask(),
            client.ScoreAsync(9, default, cancellation.Token).AsTask(),
        ];
        cancellation.Cancel();
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        _leaf.Requests[0].Fail(new InvalidOperationException());
        _leaf.CompleteAll();
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.Equal(3, heard["scoring.client.operation.duration"].Length);
        Assert.All(heard["scoring.client.operation.duration"], static seconds => Assert.InRange(seconds, 0.015, 0.02));
        Assert.Single(heard["scoring.client.operation.duration", "error.type", "System.InvalidOperationException"]);
        Assert.Single(heard["scoring.client.operation.duration", "error.type", "System.OperationCanceledException"]);
    }

    [Fact]
    public async Task Listener_that_fails_costs_no_row_its_score()
    {
        await using IScoringClient<long, long> client = Client("fails", new ScoringClientOptions());
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>(static (_, _, tags, _) =>
        {
            if (MeterRecording.Find(tags, "scoring.client.name") is "fails") throw new InvalidOperationException();
        });
        listener.EnableMeasurementEvents(ScoringInstruments.Shared.BatchSize);
        Task<long> call = client.ScoreAsync(1, default, CancellationToken.None).AsTask();
        _leaf.CompleteAll();

        Assert.Equal(LongModel.ScoreOf(1), await call);
    }

    private IScoringClient<long, long> Client(string name, ScoringClientOptions options)
    {
        (options.Name, options.TimeProvider, options.ShutdownTimeout) = (name, _clock, TimeSpan.Zero);
        return Clients.Started(_leaf.Client, options);
    }
}
