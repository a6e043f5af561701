using Scoring.Diagnostics;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Diagnostics;

/// <summary>Options of a running client that change.</summary>
public class SchedulerUpdateTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _leaf = new();

    [Fact]
    public async Task More_requests_are_sent_at_once_when_the_limit_is_raised()
    {
        await using IScoringClient<long, long> client = Client(static options => (options.MaxBatchCount, options.MaxParallelRequests) = (1, 1));
        Task<long>[] calls = [.. Enumerable.Range(0, 5).Select(row => One(client, row))];
        Assert.Single(_leaf.Requests);

        Update(client, static options => (options.MaxBatchCount, options.MaxParallelRequests) = (2, 3));

        Assert.Equal([1, 2, 2], _leaf.Requests.Select(static request => request.Rows.Length));
        _leaf.CompleteAll();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Requests_in_flight_end_when_the_limit_is_lowered_and_no_others_are_sent_before()
    {
        await using IScoringClient<long, long> client = Client(static options => (options.MaxBatchCount, options.MaxParallelRequests) = (1, 3));
        Task<long>[] calls = [.. Enumerable.Range(0, 5).Select(row => One(client, row))];

        Update(client, static options => (options.MaxBatchCount, options.MaxParallelRequests) = (1, 1));
        _leaf.Requests[0].Complete();
        _leaf.Requests[1].Complete();
        Assert.Equal(3, _leaf.Requests.Count);
        _leaf.Requests[2].Complete();

        Assert.Equal(4, _leaf.Requests.Count);
        _leaf.CompleteAll();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Lowered_limit_of_all_partitions_holds_and_is_lifted_again()
    {
        await using IScoringClient<long, long> client = Client(static options => options.MaxBatchCount = 1);
        Update(client, static options => (options.MaxBatchCount, options.MaxTotalRequests) = (1, 1));
        Task<long>[] calls = [.. Enumerable.Range(0, 4).Select(row => client.ScoreAsync(row, new RowOptions((int)row), CancellationToken.None).AsTask())];
        Assert.Single(_leaf.Requests);

        Update(client, static options => options.MaxBatchCount = 1);

        Assert.Equal(4, _leaf.Requests.Count);
        _leaf.CompleteAll();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Rows_outside_a_queue_are_let_in_when_it_becomes_longer()
    {
        await using IScoringClient<long, long> client = Client(static options => (options.MaxParallelRequests, options.MaxQueuedRows) = (1, 1));
        Task<long>[] calls = [.. Enumerable.Range(0, 5).Select(row => One(client, row))];
        Assert.Equal(3, client.GetScheduler()!.Snapshot().Partitions[0].RowsOutside);

        Update(client, static options => (options.MaxParallelRequests, options.MaxQueuedRows) = (1, 10));

        Assert.Equal((4, 0L), (client.GetScheduler()!.Snapshot().Partitions[0].QueuedRows, client.GetScheduler()!.Snapshot().Partitions[0].RowsOutside));
        _leaf.CompleteAll();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Rows_that_wait_for_others_are_sent_when_they_need_not_any_more()
    {
        await using IScoringClient<long, long> client = Client(static options => options.MaxDelay = TimeSpan.FromMinutes(1));
        Task<long> call = One(client, 0);
        Assert.Empty(_leaf.Requests);

        Update(client, static _ => { });

        Assert.Single(_leaf.Requests);
        _leaf.CompleteAll();
        await call;
    }

    [Fact]
    public async Task Time_in_the_queue_counts_from_the_change_for_rows_that_waited_before()
    {
        await using IScoringClient<long, long> client = Client(static options => options.MaxParallelRequests = 1);
        Task<long> flying = One(client, 0), waiting = One(client, 1);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Update(client, static options => (options.MaxParallelRequests, options.MaxQueueDelay) = (1, TimeSpan.FromMilliseconds(100)));
        Assert.Equal(TimeSpan.Zero, client.GetScheduler()!.Snapshot().Partitions[0].WatermarkDelay);
        _clock.Advance(TimeSpan.FromMilliseconds(90));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(30));

        Assert.Contains("100 ms", (await Assert.ThrowsAsync<ScoringRejectedException>(() => waiting)).Message, StringComparison.Ordinal);
        _leaf.CompleteAll();
        await flying;
    }

    [Fact]
    public async Task What_was_learned_is_kept_when_limits_change_or_adapting_is_off_for_a_while()
    {
        _leaf.Client.OnScore = static (rows, context, _) =>
        {
            context.Attempts!.OnAttempt(new ScoringAttempt(rows.RowCount, TimeSpan.FromMilliseconds(1 + (0.1 * rows.RowCount)), Succeeded: true));
            return new(LongModel.Score(rows));
        };
        await using IScoringClient<long, long> client = Client(static options => options.P99Budget = TimeSpan.FromMilliseconds(25));
        for (int i = 0; i < 40; i++) await client.ScoreAsync(LongModel.Rows(500), new long[500], cancellationToken: TestContext.Current.CancellationToken);
        SchedulerSnapshot before = client.GetScheduler()!.Snapshot();

        Update(client, static options => (options.AdaptBatchCount, options.RefuseLateRows) = (false, false));
        SchedulerSnapshot off = client.GetScheduler()!.Snapshot();
        Update(client, static options => (options.P99Budget, options.MaxBatchCount) = (TimeSpan.FromMilliseconds(25), 10));
        SchedulerSnapshot small = client.GetScheduler()!.Snapshot();
        Update(client, static options => options.P99Budget = TimeSpan.FromMilliseconds(25));
        SchedulerSnapshot after = client.GetScheduler()!.Snapshot();

        Assert.InRange(before.Cap, 50, 200);
        Assert.Equal((1000, 10, before.Cap), (off.Cap, small.Cap, after.Cap));
        Assert.Equal(before.Curve, after.Curve);
        Assert.Contains(after.Decisions, static decision => decision.Text.EndsWith("the settings were changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_that_come_before_the_model_is_known_are_those_it_starts_with()
    {
        var signature = new TaskCompletionSource<ScoringSignature>();
        _leaf.Client.OnGetSignature = _ => new(signature.Task);
        await using IScoringClient<long, long> client = Client(static options => options.MaxBatchCount = 3);

        Update(client, static options => options.MaxBatchCount = 5);
        signature.SetResult(LongModel.Signature());
        await client.WarmUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal(5, client.GetScheduler()!.Snapshot().Cap);
    }

    [Fact]
    public async Task Options_that_are_out_of_range_or_have_another_clock_change_nothing()
    {
        await using IScoringClient<long, long> client = Client(static options => options.MaxBatchCount = 3);
        SchedulerControl control = client.GetScheduler()!;

        Assert.Throws<ArgumentOutOfRangeException>(() => Update(client, static options => options.MaxBatchCount = 0));
        Assert.Contains("TimeProvider", Assert.Throws<ArgumentException>(() => control.Update(new ScoringClientOptions())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => control.Update(null!));

        Assert.Equal(3, control.Snapshot().Cap);
    }

    [Fact]
    public async Task Client_that_was_disposed_can_be_looked_at_and_changed()
    {
        IScoringClient<long, long> client = Client(static _ => { });
        await client.DisposeAsync();

        Update(client, static options => (options.QueueFullMode, options.MaxBatchCount) = (QueueFullMode.RejectOldest, 7));

        Assert.Equal(7, client.GetScheduler()!.Snapshot().Cap);
        Assert.Equal(0, _clock.ActiveTimers);
    }

    private static Task<long> One(IScoringClient<long, long> client, long row) => client.ScoreAsync(row, default, CancellationToken.None).AsTask();

    private IScoringClient<long, long> Client(Action<ScoringClientOptions> set) => Clients.Started(_leaf.Client, Options(set));

    private void Update(IScoringClient<long, long> client, Action<ScoringClientOptions> set) => client.GetScheduler()!.Update(Options(set));

    private ScoringClientOptions Options(Action<ScoringClientOptions> set)
    {
        var options = new ScoringClientOptions { TimeProvider = _clock, ShutdownTimeout = TimeSpan.Zero };
        set(options);
        return options;
    }
}
