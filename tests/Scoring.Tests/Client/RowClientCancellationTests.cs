using Scoring.Bindings;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

/// <summary>Cancelling releases the caller at once, and from then on its memory is not touched.</summary>
public class RowClientCancellationTests
{
    [Fact]
    public async Task Caller_is_released_at_once_though_the_model_never_answers()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 3);

        ValueTask call = client.ScoreAsync(LongModel.Rows(100), new long[100], cancellationToken: cancellation.Token);
        Assert.False(call.IsCompleted);
        await cancellation.CancelAsync();

        Assert.True(call.IsCanceled);
        Assert.Equal(cancellation.Token, (await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask)).CancellationToken);
    }

    [Fact]
    public async Task Token_of_each_request_is_cancelled_and_no_request_follows()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 3);

        ValueTask call = client.ScoreAsync(LongModel.Rows(100), new long[100], cancellationToken: cancellation.Token);
        Assert.All(leaf.Requests, static request => Assert.False(request.Token.IsCancellationRequested));
        await cancellation.CancelAsync();
        Assert.All(leaf.Requests, static request => Assert.True(request.Token.IsCancellationRequested));
        foreach (HeldRequest request in leaf.Requests.ToArray()) request.Complete();
        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);

        Assert.Equal(3, leaf.Requests.Count);
    }

    [Fact]
    public async Task Scores_are_not_written_after_the_end()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);
        var scores = new GuardedMemory<long>(RowFailures.NewScores(100));

        ValueTask call = client.ScoreAsync(LongModel.Rows(100), scores.Memory, cancellationToken: cancellation.Token);
        leaf.Requests[1].Complete();
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);
        long[] atTheEnd = [.. scores.Values];
        scores.Close();
        foreach (HeldRequest request in leaf.Open.ToArray()) request.Complete(LongModel.Score([.. request.Rows.Select(static row => row + 1_000_000)]));

        Assert.Equal(10, atTheEnd.Count(static score => score != RowFailures.Unwritten));
        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(10, first: 10)), atTheEnd[10..20]);
        Assert.Equal(atTheEnd, scores.Values);
        Assert.Equal(0, scores.Violations);
    }

    [Fact]
    public async Task Rows_are_not_read_after_the_end()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);
        var rows = new GuardedMemory<long>(LongModel.Rows(100));

        ValueTask call = client.ScoreAsync(rows.Memory, new long[100], cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);
        rows.Close();
        Array.Fill(rows.Values, -1);
        foreach (HeldRequest request in leaf.Requests.ToArray()) request.Complete();

        Assert.Equal(0, rows.Violations);
        Assert.DoesNotContain(leaf.Requests, static request => request.Rows.Contains(-1));
    }

    [Fact]
    public async Task Calls_after_a_cancelled_one_are_not_disturbed_by_its_late_answers()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);

        ValueTask cancelled = client.ScoreAsync(LongModel.Rows(100), new long[100], cancellationToken: cancellation.Token);
        HeldRequest[] late = [.. leaf.Requests];
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(cancelled.AsTask);
        long[] rows = LongModel.Rows(100, first: 5000), scores = RowFailures.NewScores(100);
        ValueTask call = client.ScoreAsync(rows, scores);
        foreach (HeldRequest request in late) request.Complete();

        Assert.False(call.IsCompleted);
        Assert.Equal(RowFailures.NewScores(100), scores);
        leaf.CompleteAll();
        await call;
        Assert.Equal(LongModel.ScoresOf(rows), scores);
    }

    [Fact]
    public async Task Token_that_is_cancelled_already_sends_nothing()
    {
        var leaf = new ScriptedLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf);
        var canceled = new CancellationToken(canceled: true);

        ValueTask call = client.ScoreAsync(LongModel.Rows(3), new long[3], cancellationToken: canceled);

        Assert.True(call.IsCanceled);
        Assert.Equal(canceled, (await Assert.ThrowsAsync<TaskCanceledException>(call.AsTask)).CancellationToken);
        Assert.Equal(0, leaf.ScoreCount);
    }

    [Fact]
    public async Task Token_that_is_cancelled_after_the_end_does_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(new ScriptedLeaf());

        ValueTask call = client.ScoreAsync(LongModel.Rows(3), new long[3], cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        await call;
    }

    [Fact]
    public async Task Token_of_an_earlier_call_does_not_cancel_a_later_one()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);
        ValueTask first = client.ScoreAsync(LongModel.Rows(3), new long[3], cancellationToken: cancellation.Token);
        leaf.CompleteAll();
        await first;

        ValueTask second = client.ScoreAsync(LongModel.Rows(3), new long[3], cancellationToken: other.Token);
        await cancellation.CancelAsync();

        Assert.False(second.IsCompleted);
        Assert.False(leaf.Requests[1].Token.IsCancellationRequested);
        leaf.CompleteAll();
        await second;
    }

    [Fact]
    public async Task Requests_of_a_cancelled_call_that_fail_because_of_it_change_nothing()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);

        ValueTask call = client.ScoreAsync(LongModel.Rows(100), new long[100], cancellationToken: cancellation.Token);
        foreach (HeldRequest request in leaf.Requests.ToArray())
            request.Token.UnsafeRegister(static request => ((HeldRequest)request!).Fail(new OperationCanceledException()), request);
        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask)).CancellationToken);
        Assert.Equal(4, leaf.Requests.Count);
        Assert.Empty(leaf.Open);
    }

    [Fact]
    public async Task Leaf_whose_cancellation_fails_does_not_keep_the_caller()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client);

        ValueTask call = client.ScoreAsync(LongModel.Rows(3), new long[3], cancellationToken: cancellation.Token);
        leaf.Requests[0].Token.Register(static () => throw new FormatException("The leaf cannot be cancelled."));
        await cancellation.CancelAsync();

        Assert.True(call.IsCanceled);
        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);
    }

    [Fact]
    public async Task Row_that_cancels_its_own_call_is_the_last_one_that_is_read()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        int read = 0;
        RowBinding<long> binding = RowBinding.For<long>().Column("row", (in long row) =>
        {
            read++;
            if (row == 4) cancellation.Cancel();
            return row;
        }).Build();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, binding, maxBatchCount: 5, maxParallelRequests: 2);

        ValueTask call = client.ScoreAsync(LongModel.Rows(100), new long[100], cancellationToken: cancellation.Token);

        Assert.True(call.IsCanceled);
        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);
        Assert.Equal(5, read);
        leaf.CompleteAll();
        Assert.InRange(leaf.Requests.Count, 0, 1);
    }

    [Fact]
    public async Task Call_that_is_cancelled_while_a_row_is_read_ends_when_that_request_is_written()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        using var reading = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        RowBinding<long> binding = RowBinding.For<long>().Column("row", (in long row) =>
        {
            if (row == 2)
            {
                reading.Release();
                goOn.Wait(TestContext.Current.CancellationToken);
            }

            return row;
        }).Build();
        await using IScoringClient<long, long> client = new ScoringClientBuilder(leaf.Client).Build<long, long>(binding);
        var rows = new GuardedMemory<long>(LongModel.Rows(5));

        ValueTask call = client.ScoreAsync(rows.Memory, new long[5], cancellationToken: cancellation.Token);
        await reading.WaitAsync(TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        bool endedTooEarly = call.IsCompleted;
        goOn.Release();
        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);
        rows.Close();

        Assert.False(endedTooEarly, "The caller was released while its rows were read.");
        Assert.Equal(0, rows.Violations);
    }

    [Fact]
    public async Task Rows_that_failed_before_do_not_matter_once_the_call_is_cancelled()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 4);

        ValueTask call = client.ScoreAsync(LongModel.Rows(100), new long[100], cancellationToken: cancellation.Token);
        leaf.Requests[0].Fail(new ScoringRefusedException("No such zone."));
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(call.AsTask);
    }

    [Fact]
    public async Task One_call_is_cancelled_without_its_neighbour()
    {
        var leaf = new HoldingLeaf();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 2);
        long[] rows = LongModel.Rows(50), scores = RowFailures.NewScores(50);

        ValueTask cancelled = client.ScoreAsync(LongModel.Rows(50), new long[50], cancellationToken: cancellation.Token);
        ValueTask call = client.ScoreAsync(rows, scores);
        await cancellation.CancelAsync();
        leaf.CompleteAll();

        await Assert.ThrowsAsync<OperationCanceledException>(cancelled.AsTask);
        await call;
        Assert.Equal(LongModel.ScoresOf(rows), scores);
    }
}
