using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Batching.Faults;

/// <summary>Faults that the scheduler once had.</summary>
public class SchedulerFaultTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Rows_without_token_or_deadline_are_rejected_after_ShutdownTimeout()
    {
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 1));
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 1);

        Task<long> flying = client.ScoreAsync(1).AsTask(), waiting = client.ScoreAsync(2).AsTask();
        await client.DisposeAsync();

        Assert.True(waiting.IsFaulted, "The row that waits has not ended.");
        Assert.True(flying.IsFaulted, "The row in the request has not ended.");
        leaf.CompleteAll();
        Assert.Single(leaf.Requests);
    }

    [Fact]
    public async Task Blocked_caller_that_was_told_does_not_keep_dispose()
    {
        var clock = new ManualTimeProvider();
        IScoringClient<long, long> client = Clients.Pooled(new ScriptedLeaf(), new ScoringClientOptions { TimeProvider = clock, ShutdownTimeout = TimeSpan.MaxValue });
        using var go = new ManualResetEventSlim();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task caller = Task.Run(
            async () =>
            {
                await client.ScoreAsync(1);
                told.SetResult();
                go.Wait(TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken);
        await told.Task;

        try
        {
            Task disposal = client.DisposeAsync().AsTask();
            Assert.True(SpinWait.SpinUntil(
                () =>
                {
                    clock.Advance(TimeSpan.FromMilliseconds(100));
                    return disposal.IsCompleted;
                },
                s_patience));
            await disposal;
        }
        finally
        {
            go.Set();
            await caller;
        }
    }

    [Fact]
    public void Row_that_is_carried_while_the_sweep_ends_is_swept()
    {
        using var source = new CancellationTokenSource();
        using var carried = new CarriedRow(TimeSpan.FromMilliseconds(10));
        carried.Begin(late: TimeSpan.FromMilliseconds(15));
        _ = carried.Client.ScoreAsync(3, default, source.Token).AsTask();
        carried.StartRequest();
        carried.End();

        Assert.NotEqual(Timeout.InfiniteTimeSpan, carried.SweepDue);
    }

    [Fact]
    public async Task Leaf_that_runs_int_MaxValue_requests_at_once_scores_rows()
    {
        var starter = new QueueingStarter();
        var leaf = new ScriptedLeaf { OnGetSignature = static _ => new(LongModel.Signature(lanes: int.MaxValue)), OnScore = ScoreInOneMillisecond };
        IScoringClient<long, long> client = new ScoringClientBuilder(leaf).Build<long, long>(null, null, new ScoringClientOptions { Starter = starter, ShutdownTimeout = TimeSpan.Zero });

        Task<long> first = client.ScoreAsync(1).AsTask();
        ExecuteAll(starter);
        Task<long> second = client.ScoreAsync(2).AsTask(), third = client.ScoreAsync(3).AsTask();
        ExecuteAll(starter);

        Assert.True(first.IsCompleted && second.IsCompleted && third.IsCompleted);
        Assert.Equal(LongModel.ScoresOf([1, 2, 3]), new[] { await first, await second, await third });
    }

    [Fact]
    public void Expired_many_rows_call_is_not_sent_though_its_timer_is_late()
    {
        var clock = new ScriptedTimeProvider();
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 1));
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        _ = client.ScoreAsync(1).AsTask();
        _ = client.ScoreAsync(LongModel.Rows(1), new long[1], new RowOptions(Deadline: TimeSpan.FromMilliseconds(10))).AsTask();
        clock.Advance(s_patience);
        leaf.Requests[0].Complete();

        Assert.Single(leaf.Requests);
    }

    [Fact]
    public void Row_that_comes_just_before_an_expired_call_is_sent()
    {
        var clock = new ScriptedTimeProvider();
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 1));
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        _ = client.ScoreAsync(1, new RowOptions(Partition: 1)).AsTask();
        Task<long> row = client.ScoreAsync(2, new RowOptions(Partition: 2)).AsTask();
        _ = client.ScoreAsync(LongModel.Rows(1), new long[1], new RowOptions(Partition: 2, Deadline: TimeSpan.FromMilliseconds(10))).AsTask();
        clock.Advance(s_patience);
        leaf.CompleteAll();

        Assert.True(row.IsCompletedSuccessfully, "The row has no score.");
    }

    [Fact]
    public async Task Attempt_sink_that_throws_harms_no_other_call()
    {
        var starter = new QueueingStarter();
        var leaf = new ScriptedLeaf { OnScore = ScoreInOneMillisecond };
        await using IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions { Starter = starter, ShutdownTimeout = TimeSpan.Zero });
        using RecordBatch left = RecordBatch.FromRows<long>([[1]]), right = RecordBatch.FromRows<long>([[2]]);

        Task<RecordBatch> good = client.ScoreAsync(left).AsTask();
        _ = client.ScoreAsync(right, new ScoringContext { Attempts = new ThrowingSink() }).AsTask();
        ExecuteAll(starter);

        Assert.True(good.IsCompletedSuccessfully);
    }

    [Fact]
    public void Call_that_is_cancelled_while_it_is_submitted_takes_no_place()
    {
        using var source = new CancellationTokenSource();
        var clock = new HookedClock(source.Cancel);
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 1));
        IScoringClient<long, long> client = new ScoringClientBuilder(leaf.Client).Build<long, long>(null, null, new ScoringClientOptions
        {
            Starter = InlineStarter.Instance,
            TimeProvider = clock,
            ShutdownTimeout = TimeSpan.Zero,
            MaxQueuedRows = 10,
            QueueFullMode = QueueFullMode.Reject,
        });

        _ = client.ScoreAsync(0).AsTask();
        _ = client.ScoreAsync(LongModel.Rows(10), new long[10], new RowOptions(Deadline: TimeSpan.FromHours(1)), source.Token).AsTask();

        Assert.False(client.ScoreAsync(1).AsTask().IsCompleted);
    }

    [Fact]
    public void Full_queue_does_not_linger()
    {
        var leaf = new HoldingLeaf();
        IScoringClient<long, long> client = new ScoringClientBuilder(leaf.Client).Build<long, long>(null, null, new ScoringClientOptions
        {
            Starter = InlineStarter.Instance,
            TimeProvider = new ManualTimeProvider(),
            ShutdownTimeout = TimeSpan.Zero,
            MaxBatchCount = 100,
            MaxQueuedRows = 10,
            MaxDelay = TimeSpan.FromSeconds(1),
        });

        for (int i = 0; i < 20; i++) _ = client.ScoreAsync(i).AsTask();

        Assert.NotEmpty(leaf.Requests);
    }

    [Fact]
    public async Task Leaf_that_is_slow_to_give_up_does_not_keep_a_cancelled_caller()
    {
        using var slow = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leaf = new ScriptedLeaf
        {
            OnScore = (_, _, token) =>
            {
                token.Register(() => slow.Wait(2 * s_patience));
                sent.SetResult();
                return new(new TaskCompletionSource<RecordBatch>().Task);
            },
        };
        IScoringClient<long, long> client = Clients.Pooled(leaf, new ScoringClientOptions { ShutdownTimeout = TimeSpan.Zero });

        Task call = client.ScoreAsync(LongModel.Rows(1), new long[1], default, source.Token).AsTask();
        await sent.Task;
        Task cancellation = Task.Run(source.Cancel, TestContext.Current.CancellationToken);
        Exception? error = await Record.ExceptionAsync(() => call.WaitAsync(s_patience, TestContext.Current.CancellationToken));
        slow.Set();
        await cancellation;

        Assert.IsAssignableFrom<OperationCanceledException>(error);
    }

    private static ValueTask<RecordBatch> ScoreInOneMillisecond(RecordBatch rows, ScoringContext context, CancellationToken cancellationToken)
    {
        context.Attempts?.OnAttempt(new ScoringAttempt(rows.RowCount, TimeSpan.FromMilliseconds(1), true));
        return new(LongModel.Score(rows));
    }

    private static void ExecuteAll(QueueingStarter starter)
    {
        for (int i = 0; i < starter.Waiting.Count; i++) starter.Waiting[i].Execute();
        starter.Waiting.Clear();
    }

    private sealed class ThrowingSink : IAttemptSink
    {
        public void OnAttempt(in ScoringAttempt attempt) => throw new InvalidOperationException("The sink failed.");
    }

    private sealed class HookedClock(Action onTimer) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            onTimer();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
