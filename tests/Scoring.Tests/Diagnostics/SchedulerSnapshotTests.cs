using Scoring.Diagnostics;
using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Diagnostics;

/// <summary>What a scheduler tells of itself, through the real clients on a manual clock.</summary>
public class SchedulerSnapshotTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _leaf = new(LongModel.Signature(lanes: 2));

    [Fact]
    public async Task Client_that_does_not_know_its_model_has_no_partitions()
    {
        var signature = new TaskCompletionSource<ScoringSignature>();
        _leaf.Client.OnGetSignature = _ => new(signature.Task);
        await using IScoringClient<long, long> client = Client();
        SchedulerControl control = client.GetScheduler()!;

        SchedulerSnapshot before = control.Snapshot();
        signature.SetResult(LongModel.Signature());
        await client.WarmUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal((null, 0, _clock.GetUtcNow()), (before.ModelName, before.Cap, before.TakenAt));
        Assert.Empty(before.Partitions);
        Assert.Equal((Signatures.Model, 1000), (control.Snapshot().ModelName, control.Snapshot().Cap));
    }

    [Fact]
    public async Task Partitions_tell_what_waits_and_what_flies()
    {
        await using IScoringClient<long, long> client = Client(new ScoringClientOptions { MaxBatchCount = 4, MaxParallelRequests = 1, MaxQueueDelay = TimeSpan.FromSeconds(9), MaxQueuedRows = 3 });
        List<Task<long>> calls = [One(client, 0)];
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        for (int row = 1; row < 6; row++) calls.Add(One(client, row));
        calls.Add(One(client, 6, partition: 7));
        _clock.Advance(TimeSpan.FromMilliseconds(20));

        SchedulerSnapshot snapshot = client.GetScheduler()!.Snapshot();

        PartitionSnapshot first = Partition(snapshot, 0);
        Assert.Equal((1, 1, 3, 2L, 5L), (first.ParallelLimit, first.InFlight, first.QueuedRows, first.RowsOutside, first.Backlog));
        Assert.Equal(TimeSpan.FromMilliseconds(20), first.WatermarkDelay);
        Assert.Equal((1, 0L, TimeSpan.Zero), (Partition(snapshot, 7).InFlight, Partition(snapshot, 7).Backlog, Partition(snapshot, 7).WatermarkDelay));
        Assert.Equal((2, 2, 4, 4), (snapshot.InFlight, snapshot.ParallelLimit, snapshot.Cap, snapshot.LargestCap));
        Assert.Equal("model: cap 4 of 4 rows, 2 of 2 requests in flight, 5 rows wait in 2 partitions", snapshot.ToString().Replace(Signatures.Model, "model", StringComparison.Ordinal));
        _leaf.CompleteAll();
        await Task.WhenAll(calls);
        Assert.Equal((7L, 7L), (client.GetScheduler()!.Snapshot().Totals.RowsSent, client.GetScheduler()!.Snapshot().Totals.RowsScored));
    }

    [Fact]
    public async Task Delay_is_unknown_where_the_clock_is_not_read()
    {
        await using IScoringClient<long, long> client = Client(new ScoringClientOptions { MaxParallelRequests = 1 });
        Task<long> first = One(client, 0), second = One(client, 1);

        PartitionSnapshot partition = Partition(client.GetScheduler()!.Snapshot(), 0);

        Assert.Equal((1L, null), (partition.Backlog, partition.WatermarkDelay));
        _leaf.CompleteAll();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Rows_are_counted_by_how_they_ended()
    {
        await using IScoringClient<long, long> client = Client(new ScoringClientOptions { MaxBatchCount = 2, MaxParallelRequests = 1, MaxQueuedRows = 2, QueueFullMode = QueueFullMode.Reject });
        using var cancellation = new CancellationTokenSource();
        Task<long> flying = One(client, 0), cancelled = client.ScoreAsync(1, default, cancellation.Token).AsTask();
        Task<long> late = client.ScoreAsync(2, new RowOptions(Deadline: TimeSpan.FromMilliseconds(10)), CancellationToken.None).AsTask();
        Task<long> rejected = One(client, 3);
        cancellation.Cancel();
        _clock.Advance(TimeSpan.FromMilliseconds(40));
        _leaf.Requests[0].Fail(new InvalidOperationException());
        await Task.WhenAll([flying, cancelled, late, rejected]).ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        Task<long> last = One(client, 4);
        _leaf.CompleteAll();
        await last;

        RowTotals totals = client.GetScheduler()!.Snapshot().Totals;

        Assert.Equal(
            new RowTotals { RequestsSent = 2, RowsSent = 2, RowsScored = 1, RowsFailed = 1, RowsRefused = 1, RowsExpired = 1, RowsCancelled = 1 },
            totals);
    }

    [Fact]
    public async Task Call_of_many_rows_that_is_cancelled_counts_all_that_were_not_answered()
    {
        await using IScoringClient<long, long> client = Client(new ScoringClientOptions { MaxBatchCount = 2, MaxParallelRequests = 1 });
        using var cancellation = new CancellationTokenSource();
        Task call = client.ScoreAsync(LongModel.Rows(10), new long[10], default, cancellation.Token).AsTask();
        _leaf.Requests[0].Complete();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        RowTotals totals = client.GetScheduler()!.Snapshot().Totals;

        Assert.Equal((10L, _leaf.Requests[0].Rows.Length), (totals.RowsScored + totals.RowsCancelled, (int)totals.RowsScored));
        _leaf.CompleteAll();
    }

    [Fact]
    public async Task Reasons_are_counted()
    {
        await using IScoringClient<long, long> client = Client(
            new ScoringClientOptions { MaxBatchCount = 2, MaxParallelRequests = 1, MaxDelay = TimeSpan.FromMilliseconds(10), AdaptBatchCount = false, RefuseLateRows = false });
        Task<long>[] calls = [One(client, 0)];
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        calls = [.. calls, .. Enumerable.Range(1, 4).Select(row => One(client, row))];
        _leaf.CompleteAll();
        calls = [.. calls, client.ScoreAsync(9, new RowOptions(Deadline: TimeSpan.FromMilliseconds(5)), CancellationToken.None).AsTask()];
        _leaf.CompleteAll();
        await Task.WhenAll(calls);

        DispatchCounts counts = Partition(client.GetScheduler()!.Snapshot(), 0).Dispatches;

        Assert.Equal(new DispatchCounts { Full = 1, Emptied = 1, Delay = 1, Deadline = 1 }, counts);
        Assert.Equal(4, counts.Total);
    }

    [Fact]
    public async Task Decisions_are_told_in_words_with_their_time_and_the_curve_with_its_sizes()
    {
        _leaf.Client.OnScore = (rows, context, _) =>
        {
            var time = TimeSpan.FromMilliseconds(2 + rows.RowCount);
            _clock.Advance(time);
            context.Attempts!.OnAttempt(new ScoringAttempt(rows.RowCount, time, Succeeded: true));
            return new(LongModel.Score(rows));
        };
        await using IScoringClient client = Clients.Batches(_leaf.Client, new ScoringClientOptions { TimeProvider = _clock, P99Budget = TimeSpan.FromMilliseconds(40) });
        for (int i = 0; i < 40; i++)
        {
            using RecordBatch rows = LongModel.Batch(200);
            using RecordBatch scores = await client.ScoreAsync(rows, cancellationToken: TestContext.Current.CancellationToken);
        }

        SchedulerSnapshot snapshot = client.GetScheduler()!.Snapshot();

        Assert.InRange(snapshot.Cap, 10, 40);
        Assert.NotEmpty(snapshot.Decisions);
        Assert.All(snapshot.Decisions, decision => Assert.InRange(decision.At, _clock.GetUtcNow() - TimeSpan.FromSeconds(_clock.GetTimestamp() / 1e7), _clock.GetUtcNow()));
        Assert.All(snapshot.Decisions, static decision => Assert.StartsWith("cap ", decision.ToString(), StringComparison.Ordinal));
        Assert.All(snapshot.Curve, static size => Assert.Equal((2 + size.Rows) / 1000, size.Seconds, 0.001));
        Assert.Equal(1, snapshot.Inflation[0]);
        Assert.InRange(snapshot.Noise, 0.001, 0.2);
    }

    [Fact]
    public void Client_without_a_queue_has_no_scheduler() => Assert.Null(new ScoringClientBuilder(_leaf.Client).Build().GetScheduler());

    private static PartitionSnapshot Partition(SchedulerSnapshot snapshot, int number) => Assert.Single(snapshot.Partitions, partition => partition.Partition == number);

    private static Task<long> One(IScoringClient<long, long> client, long row, int? partition = null) => client.ScoreAsync(row, new RowOptions(partition), CancellationToken.None).AsTask();

    private IScoringClient<long, long> Client(ScoringClientOptions? options = null)
    {
        options ??= new ScoringClientOptions();
        options.TimeProvider = _clock;
        options.ShutdownTimeout = TimeSpan.Zero;
        return Clients.Started(_leaf.Client, options);
    }
}
