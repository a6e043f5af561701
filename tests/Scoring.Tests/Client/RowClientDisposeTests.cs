using System.Collections.Immutable;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client;

/// <summary>Disposing stops intake, waits for calls in flight, fails what is left, and disposes the leaf once.</summary>
public class RowClientDisposeTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Dispose_waits_for_calls_in_flight()
    {
        var leaf = new HoldingLeaf();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 2, clock: new ManualTimeProvider(), shutdownTimeout: s_timeout);
        long[] rows = LongModel.Rows(100), scores = RowFailures.NewScores(100);

        ValueTask call = client.ScoreAsync(rows, scores);
        Task disposal = client.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        Assert.Equal(0, leaf.Client.DisposeCount);
        leaf.CompleteAll();
        await call;
        await disposal;

        Assert.Equal(LongModel.ScoresOf(rows), scores);
        Assert.Equal(1, leaf.Client.DisposeCount);
    }

    [Fact]
    public async Task Rows_left_after_ShutdownTimeout_are_rejected()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 2, clock: clock, shutdownTimeout: s_timeout);
        long[] rows = LongModel.Rows(50), scores = RowFailures.NewScores(50);

        ValueTask call = client.ScoreAsync(rows, scores, new RowOptions(Partition: 4));
        Task disposal = client.DisposeAsync().AsTask();
        leaf.Requests[0].Complete();
        clock.Advance(s_timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await disposal;
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal(Enumerable.Range(10, 40), errors.Indexes());
        Assert.All(errors, static error =>
        {
            var rejected = Assert.IsType<ScoringRejectedException>(error.Error);
            Assert.Contains(nameof(ScoringClientOptions.ShutdownTimeout), rejected.Message);
            Assert.Equal(4, rejected.Partition);
        });
        Assert.Equal(1, leaf.Client.DisposeCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Single_rows_left_after_ShutdownTimeout_are_rejected(bool cancellable)
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        CancellationToken token = cancellable ? cancellation.Token : default;
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 2, maxParallelRequests: 1, shutdownTimeout: TimeSpan.Zero);

        ValueTask<long>[] calls = [.. Enumerable.Range(0, 5).Select(row => client.ScoreAsync(row, new RowOptions(Partition: 4), token))];
        await client.DisposeAsync();

        Assert.All(calls, static call => Assert.True(call.IsCompleted));
        foreach (ValueTask<long> call in calls) Assert.Equal(4, (await Assert.ThrowsAsync<ScoringRejectedException>(call.AsTask)).Partition);
        leaf.CompleteAll();
        Assert.Single(leaf.Requests);
    }

    [Fact]
    public async Task Memory_is_not_touched_after_ShutdownTimeout()
    {
        var leaf = new HoldingLeaf();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 2, shutdownTimeout: TimeSpan.Zero);
        var rows = new GuardedMemory<long>(LongModel.Rows(50));
        var scores = new GuardedMemory<long>(RowFailures.NewScores(50));

        ValueTask call = client.ScoreAsync(rows.Memory, scores.Memory);
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
        rows.Close();
        scores.Close();
        foreach (HeldRequest request in leaf.Requests.ToArray()) request.Complete();

        Assert.Equal(2, leaf.Requests.Count);
        Assert.Equal((0, 0), (rows.Violations, scores.Violations));
        Assert.Equal(RowFailures.NewScores(50), scores.Values);
    }

    [Fact]
    public async Task Requests_of_a_watched_call_are_cancelled_after_ShutdownTimeout()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, shutdownTimeout: TimeSpan.Zero);

        ValueTask call = client.ScoreAsync(LongModel.Rows(5), new long[5], cancellationToken: cancellation.Token);
        await client.DisposeAsync();

        Assert.True(leaf.Requests[0].Token.IsCancellationRequested);
        await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
    }

    [Fact]
    public async Task Every_call_in_flight_is_ended_after_ShutdownTimeout()
    {
        var leaf = new HoldingLeaf();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, shutdownTimeout: TimeSpan.Zero);

        ValueTask[] calls = [.. Enumerable.Range(0, 10).Select(_ => client.ScoreAsync(LongModel.Rows(5), new long[5]))];
        await client.DisposeAsync();

        foreach (ValueTask call in calls) Assert.Equal(5, (await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask)).Errors.Length);
    }

    [Fact]
    public async Task Calls_after_dispose_throw()
    {
        IScoringClient<long, long> client = Clients.Inline(new ScriptedLeaf());
        await client.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => { _ = client.ScoreAsync(new long[3], new long[3]); });
        Assert.Throws<ObjectDisposedException>(() => { _ = client.ScoreAsync(ReadOnlyMemory<long>.Empty, Memory<long>.Empty); });
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.WarmUpAsync());
    }

    [Fact]
    public async Task Calls_while_disposing_throw()
    {
        var leaf = new HoldingLeaf();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: new ManualTimeProvider(), shutdownTimeout: s_timeout);

        ValueTask call = client.ScoreAsync(new long[3], new long[3]);
        Task disposal = client.DisposeAsync().AsTask();

        Assert.Throws<ObjectDisposedException>(() => { _ = client.ScoreAsync(new long[3], new long[3]); });
        leaf.CompleteAll();
        await call;
        await disposal;
    }

    [Fact]
    public async Task Second_dispose_waits_for_the_first_and_disposes_nothing()
    {
        var leaf = new HoldingLeaf();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 1, clock: new ManualTimeProvider(), shutdownTimeout: s_timeout);
        long[] rows = LongModel.Rows(30), scores = RowFailures.NewScores(30);

        ValueTask call = client.ScoreAsync(rows, scores);
        Task first = client.DisposeAsync().AsTask();
        Task second = client.DisposeAsync().AsTask();
        Assert.Equal((false, 0), (second.IsCompleted, leaf.Client.DisposeCount));
        leaf.CompleteAll();
        await call;
        await first;
        await second;
        await client.DisposeAsync();

        Assert.Equal(LongModel.ScoresOf(rows), scores);
        Assert.Equal(1, leaf.Client.DisposeCount);
    }

    [Fact]
    public async Task Dispose_that_fails_in_the_leaf_says_so_once()
    {
        var leaf = new ScriptedLeaf { OnDispose = static () => throw new InvalidOperationException("The leaf is stuck.") };
        IScoringClient<long, long> client = Clients.Inline(leaf);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.DisposeAsync());
        await client.DisposeAsync();

        Assert.Equal(1, leaf.DisposeCount);
    }

    [Fact]
    public async Task Dispose_without_calls_does_not_wait()
    {
        var clock = new ManualTimeProvider();
        IScoringClient<long, long> client = Clients.Inline(new ScriptedLeaf(), clock: clock, shutdownTimeout: s_timeout);
        await client.ScoreAsync(LongModel.Rows(3));

        await client.DisposeAsync();

        Assert.Equal(0, clock.ActiveTimers);
    }

    [Fact]
    public async Task ShutdownTimeout_beyond_what_a_timer_waits_is_for_ever()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock, shutdownTimeout: TimeSpan.MaxValue);

        ValueTask call = client.ScoreAsync(new long[3], new long[3]);
        Task disposal = client.DisposeAsync().AsTask();
        clock.Advance(TimeSpan.FromDays(100));
        Assert.False(disposal.IsCompleted);
        leaf.CompleteAll();
        await call;
        await disposal;

        Assert.Equal(1, leaf.Client.DisposeCount);
    }

    [Fact]
    public async Task Cancelled_call_does_not_keep_dispose_though_the_model_never_answers()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: new ManualTimeProvider(), shutdownTimeout: s_timeout);

        ValueTask call = client.ScoreAsync(new long[3], new long[3], cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await client.DisposeAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);
        Assert.Equal(1, leaf.Client.DisposeCount);
    }

    /// <summary>The pooled object of the call was just taken, and shutting down has given up waiting before the call has begun.</summary>
    [Fact]
    public async Task Call_that_begins_while_dispose_gives_up_ends_once()
    {
        var leaf = new ScriptedLeaf();
        var clock = new ScriptedTimeProvider();
        IScoringClient<long, long> client = Clients.Inline(leaf, clock: clock, shutdownTimeout: TimeSpan.Zero);
        Task disposal = Task.CompletedTask;
        int reads = 0;
        clock.OnGetTimestamp = () =>
        {
            // The call has passed the first look at the door and makes its deadline.
            if (reads++ == 0) disposal = client.DisposeAsync().AsTask();
        };

        Exception? error = await Record.ExceptionAsync(async () => await client.ScoreAsync(LongModel.Rows(3), new long[3], new RowOptions(Deadline: TimeSpan.FromSeconds(1))));

        Assert.IsType<ObjectDisposedException>(error);
        await disposal;
        Assert.Equal(1, leaf.DisposeCount);
    }
}
