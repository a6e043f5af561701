using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client.Batches;

/// <summary>A caller that is cancelled or late is released at once; its request is given up only when nobody waits for it any more.</summary>
public class BatchClientCancellationTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly HoldingLeaf _leaf = new();

    [Fact]
    public async Task Token_that_is_cancelled_already_sends_nothing()
    {
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(3);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, default, new CancellationToken(canceled: true));

        Assert.True(call.IsCanceled);
        Assert.Empty(_leaf.Requests);
    }

    [Fact]
    public async Task Deadline_that_has_passed_sends_nothing()
    {
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(3);
        ScoringContext context = After(1) with { Partition = 6 };
        _clock.Advance(s_second);

        Assert.Equal(6, (await Assert.ThrowsAsync<ScoringRejectedException>(async () => await client.ScoreAsync(rows, context))).Partition);
        Assert.Empty(_leaf.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Caller_is_released_at_once_and_its_requests_are_given_up(bool late)
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient(maxBatchCount: 5, maxParallelRequests: 2);
        using RecordBatch rows = LongModel.Batch(30);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, late ? After(1) : default, late ? default : cancellation.Token);
        await EndAsync(late, cancellation);

        Assert.True(call.IsCompleted);
        await AssertEndedAsync(call, late, cancellation);
        Assert.All(_leaf.Requests, static request => Assert.True(request.Token.IsCancellationRequested));
        _leaf.CompleteAll();
        Assert.Equal(2, _leaf.Requests.Count);
        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Others_of_the_same_request_are_unharmed(bool late)
    {
        using CancellationTokenSource cancellation = new(), never = new();
        await using IScoringClient client = NewClient();
        using RecordBatch busy = LongModel.Batch(1), gone = LongModel.Batch(4, first: 100), kept = LongModel.Batch(3, first: 200);

        ValueTask<RecordBatch> first = client.ScoreAsync(busy);
        ValueTask<RecordBatch> ended = client.ScoreAsync(gone, late ? After(1) : default, late ? default : cancellation.Token);
        ValueTask<RecordBatch> scored = client.ScoreAsync(kept, late ? After(5) : default, never.Token);
        _leaf.Requests[0].Complete();
        Assert.Equal(7, _leaf.Requests[1].Rows.Length);
        await EndAsync(late, cancellation);

        Assert.Equal((true, false), (ended.IsCompleted, scored.IsCompleted));
        await AssertEndedAsync(ended, late, cancellation);
        Assert.False(_leaf.Requests[1].Token.IsCancellationRequested);
        _leaf.Requests[1].Complete();
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(3, 200)), await scored.ScoresAsync());
        (await first).Dispose();
    }

    [Fact]
    public async Task Request_is_given_up_when_all_its_calls_have_ended()
    {
        using CancellationTokenSource one = new(), two = new(), three = new();
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(2);

        ValueTask<RecordBatch> busy = client.ScoreAsync(rows);
        ValueTask<RecordBatch>[] calls = [client.ScoreAsync(rows, default, one.Token), client.ScoreAsync(rows, After(1)), client.ScoreAsync(rows, default, three.Token)];
        _leaf.Requests[0].Complete();
        await one.CancelAsync();
        await three.CancelAsync();
        Assert.False(_leaf.Requests[1].Token.IsCancellationRequested);
        _clock.Advance(s_second);

        Assert.True(_leaf.Requests[1].Token.IsCancellationRequested);
        Assert.All(calls, static call => Assert.True(call.IsFaulted || call.IsCanceled));
        _leaf.Requests[1].Fail(new OperationCanceledException());
        foreach (ValueTask<RecordBatch> call in calls) await Assert.ThrowsAnyAsync<Exception>(call.AsTask);
        (await busy).Dispose();
    }

    [Fact]
    public async Task Request_with_a_call_that_cannot_end_early_is_never_given_up()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(2);

        ValueTask<RecordBatch> busy = client.ScoreAsync(rows), ended = client.ScoreAsync(rows, default, cancellation.Token), scored = client.ScoreAsync(rows);
        _leaf.Requests[0].Complete();
        await cancellation.CancelAsync();

        Assert.False(_leaf.Requests[1].Token.CanBeCanceled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(ended.AsTask);
        _leaf.CompleteAll();
        Assert.Equal(2, (await scored.ScoresAsync()).Length);
        (await busy).Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_that_wait_are_not_sent_any_more(bool late)
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient(maxBatchCount: 2);
        using RecordBatch busy = LongModel.Batch(1), gone = LongModel.Batch(9, first: 100), kept = LongModel.Batch(2, first: 200);

        ValueTask<RecordBatch> first = client.ScoreAsync(busy);
        ValueTask<RecordBatch> ended = client.ScoreAsync(gone, late ? After(1) : default, late ? default : cancellation.Token);
        ValueTask<RecordBatch> scored = client.ScoreAsync(kept);
        await EndAsync(late, cancellation);
        _leaf.CompleteAll();

        await AssertEndedAsync(ended, late, cancellation);
        Assert.Equal([[0], [200, 201]], _leaf.Requests.Select(static request => request.Rows));
        (await first).Dispose();
        (await scored).Dispose();
    }

    [Fact]
    public async Task Call_that_is_cut_is_not_sent_on_after_its_end()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient(maxBatchCount: 2);
        using RecordBatch rows = LongModel.Batch(9);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, default, cancellation.Token);
        _leaf.Requests[0].Complete();
        Assert.Equal(2, _leaf.Requests.Count);
        await cancellation.CancelAsync();
        _leaf.CompleteAll();

        Assert.Equal(2, _leaf.Requests.Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(call.AsTask);
    }

    [Fact]
    public async Task Call_that_ended_in_time_leaves_no_timer()
    {
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(2);

        ValueTask<RecordBatch> call = client.ScoreAsync(rows, After(1));
        Assert.Equal(1, _clock.ActiveTimers);
        _leaf.CompleteAll();
        (await call).Dispose();

        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Fact]
    public async Task Deadline_counts_on_its_own_clock()
    {
        var other = new ManualTimeProvider();
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(2);

        // The second call uses the object of the first one again.
        foreach (ManualTimeProvider clock in new[] { _clock, other, _clock })
        {
            ValueTask<RecordBatch> call = client.ScoreAsync(rows, new ScoringContext { Deadline = Deadline.After(s_second, clock) });
            Assert.Equal(1, clock.ActiveTimers);
            clock.Advance(s_second);
            Assert.True(call.IsCompleted);
            await Assert.ThrowsAsync<ScoringRejectedException>(call.AsTask);
            _leaf.CompleteAll();
            Assert.Equal((0, 0), (_clock.ActiveTimers, other.ActiveTimers));
        }
    }

    [Fact]
    public async Task Token_that_is_cancelled_after_the_end_changes_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient client = NewClient();
        using RecordBatch rows = LongModel.Batch(2), more = LongModel.Batch(2, first: 10);

        ValueTask<RecordBatch> first = client.ScoreAsync(rows, default, cancellation.Token);
        _leaf.CompleteAll();
        Assert.Equal(2, (await first.ScoresAsync()).Length);
        ValueTask<RecordBatch> second = client.ScoreAsync(more);
        await cancellation.CancelAsync();
        _leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf([10, 11]), await second.ScoresAsync());
    }

    [Fact]
    public async Task Cancellation_inside_the_leaf_ends_the_call()
    {
        using var cancellation = new CancellationTokenSource();
        var leaf = new ScriptedLeaf
        {
            OnScore = (rows, _, _) =>
            {
                cancellation.Cancel();
                return new(LongModel.Score(rows));
            },
        };
        await using IScoringClient client = Clients.Batches(leaf);
        using RecordBatch rows = LongModel.Batch(2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.ScoreAsync(rows, default, cancellation.Token));
        Assert.Equal(2, (await client.ScoreAsync(rows).ScoresAsync()).Length);
    }

    private static async Task AssertEndedAsync(ValueTask<RecordBatch> call, bool late, CancellationTokenSource cancellation)
    {
        if (late) Assert.Equal(0, (await Assert.ThrowsAsync<ScoringRejectedException>(call.AsTask)).Partition);
        else Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(call.AsTask)).CancellationToken);
    }

    private Task EndAsync(bool late, CancellationTokenSource cancellation)
    {
        if (!late) return cancellation.CancelAsync();
        _clock.Advance(s_second);
        return Task.CompletedTask;
    }

    private ScoringContext After(int seconds) => new() { Deadline = Deadline.After(seconds * s_second, _clock) };

    private IScoringClient NewClient(int? maxBatchCount = null, int maxParallelRequests = 1) =>
        Clients.Batches(_leaf.Client, new ScoringClientOptions { MaxBatchCount = maxBatchCount, MaxParallelRequests = maxParallelRequests, TimeProvider = _clock });
}
