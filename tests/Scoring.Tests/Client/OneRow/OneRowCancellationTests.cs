using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>A cancelled row gives its place back and releases its caller, and no other row notices.</summary>
public sealed class OneRowCancellationTests : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public async Task Row_whose_token_is_cancelled_before_is_not_taken()
    {
        await using var client = new HeldClient();
        await _cancellation.CancelAsync();

        Task<long> score = client.Score(1, default, _cancellation.Token);

        Assert.True(score.IsCanceled);
        Assert.Empty(client.Requests);
        Assert.Equal(0, client.Clock.ActiveTimers);
    }

    [Fact]
    public async Task Queued_row_ends_within_a_sweep_and_is_never_sent()
    {
        await using var client = new HeldClient();
        Task<long> first = client.Score(1);
        Task<long> cancelled = client.Score(2, default, _cancellation.Token);
        Task<long> last = client.Score(3);

        await _cancellation.CancelAsync();
        Assert.False(cancelled.IsCompleted);
        client.Sweep();
        Assert.True(cancelled.IsCanceled);
        client.Leaf.CompleteAll();

        Assert.Equal(_cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled)).CancellationToken);
        Assert.Equal([LongModel.ScoreOf(1), LongModel.ScoreOf(3)], await Task.WhenAll(first, last));
        Assert.Equal([1, 3], client.SentRows);
    }

    [Fact]
    public async Task Queued_row_is_noticed_when_it_is_taken_before_any_sweep()
    {
        await using var client = new HeldClient();
        Task<long> first = client.Score(1);
        Task<long> cancelled = client.Score(2, default, _cancellation.Token);

        await _cancellation.CancelAsync();
        client.Leaf.CompleteAll();

        Assert.True(cancelled.IsCanceled);
        Assert.Equal(LongModel.ScoreOf(1), await first);
        Assert.Equal([1], client.SentRows);
    }

    [Fact]
    public async Task Place_of_a_queued_row_is_refunded()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxQueuedRows = 2, QueueFullMode = QueueFullMode.Reject, ShutdownTimeout = TimeSpan.Zero });
        _ = client.Score(1);
        Task<long> cancelled = client.Score(2, default, _cancellation.Token);
        Task<long> kept = client.Score(3);
        Assert.True(client.Score(4).IsFaulted);

        await _cancellation.CancelAsync();
        client.Sweep();
        Task<long> late = client.Score(5);
        Assert.True(client.Score(6).IsFaulted);
        client.Leaf.CompleteAll();

        Assert.True(cancelled.IsCanceled);
        Assert.Equal([LongModel.ScoreOf(3), LongModel.ScoreOf(5)], await Task.WhenAll(kept, late));
    }

    [Fact]
    public async Task Row_outside_a_full_queue_ends_too_and_those_behind_it_enter()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 1, MaxQueuedRows = 1, ShutdownTimeout = TimeSpan.Zero });
        Task<long>[] kept = [client.Score(1), client.Score(2)];
        Task<long> cancelled = client.Score(3, default, _cancellation.Token);
        Task<long> last = client.Score(4);

        await _cancellation.CancelAsync();
        client.Sweep();
        Assert.True(cancelled.IsCanceled);
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoresOf([1, 2, 4]), await Task.WhenAll([.. kept, last]));
        Assert.Equal([1, 2, 4], client.SentRows);
    }

    [Fact]
    public async Task Row_in_flight_releases_its_caller_and_its_neighbours_get_their_scores()
    {
        await using var client = new HeldClient();
        using var never = new CancellationTokenSource();
        _ = client.Score(0);
        Task<long>[] neighbours = [client.Score(1), client.Score(2, default, never.Token)];
        Task<long> cancelled = client.Score(3, default, _cancellation.Token);
        Task<long> last = client.Score(4);
        client.Requests[0].Complete();
        HeldRequest request = client.Requests[1];

        await _cancellation.CancelAsync();
        client.Sweep();
        Assert.Equal((true, false), (cancelled.IsCanceled, request.Token.IsCancellationRequested));
        Assert.DoesNotContain(neighbours, static score => score.IsCompleted);
        request.Complete();

        Assert.Equal([1, 2, 3, 4], request.Rows);
        Assert.Equal(LongModel.ScoresOf([1, 2, 4]), await Task.WhenAll([.. neighbours, last]));
    }

    [Fact]
    public async Task Request_of_which_nobody_waits_for_any_row_is_given_up()
    {
        await using var client = new HeldClient();
        using var other = new CancellationTokenSource();
        _ = client.Score(0);
        Task<long> first = client.Score(1, default, _cancellation.Token), second = client.Score(2, default, other.Token);
        client.Requests[0].Complete();
        HeldRequest request = client.Requests[1];

        await _cancellation.CancelAsync();
        client.Sweep();
        Assert.False(request.Token.IsCancellationRequested);
        await other.CancelAsync();
        client.Sweep();

        Assert.True(request.Token.IsCancellationRequested);
        Assert.Equal((true, true), (first.IsCanceled, second.IsCanceled));
    }

    [Fact]
    public async Task Request_that_was_given_up_holds_its_place_until_the_leaf_answers()
    {
        await using var client = new HeldClient();
        Task<long> cancelled = client.Score(1, default, _cancellation.Token);
        Task<long> next = client.Score(2);

        await _cancellation.CancelAsync();
        client.Sweep();
        Assert.True(cancelled.IsCanceled);
        Assert.Single(client.Requests);
        client.Requests[0].Fail(new OperationCanceledException());
        client.Requests[1].Complete();

        Assert.Equal(LongModel.ScoreOf(2), await next);
    }

    [Fact]
    public async Task Row_that_is_cancelled_before_it_completes_is_cancelled_without_a_sweep()
    {
        await using var client = new HeldClient();
        Task<long> cancelled = client.Score(1, default, _cancellation.Token);

        await _cancellation.CancelAsync();
        client.Requests[0].Complete();

        Assert.True(cancelled.IsCanceled);
    }

    [Fact]
    public async Task Row_that_is_cancelled_after_its_end_keeps_its_score()
    {
        await using var client = new HeldClient();
        ValueTask<long> score = client.ScoreRaw(1, default, _cancellation.Token);
        client.Requests[0].Complete();

        await _cancellation.CancelAsync();
        client.Sweep();

        Assert.Equal(LongModel.ScoreOf(1), await score);
    }

    [Fact]
    public async Task Answer_that_comes_after_a_cancellation_ends_no_later_row()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 2, MaxBatchCount = 1, ShutdownTimeout = TimeSpan.Zero });
        Task<long> cancelled = client.Score(1, default, _cancellation.Token);
        await _cancellation.CancelAsync();
        client.Sweep();
        Assert.True(cancelled.IsCanceled);

        // The same object, by all likelihood.
        Task<long> next = client.Score(2);
        client.Requests[0].Complete();
        Assert.False(next.IsCompleted);
        client.Requests[1].Complete();

        Assert.Equal(LongModel.ScoreOf(2), await next);
    }

    [Fact]
    public async Task Rows_without_token_or_deadline_set_no_timer()
    {
        await using var client = new HeldClient();

        _ = client.Score(1);
        _ = client.Score(2);

        Assert.Equal(0, client.Clock.ActiveTimers);
    }

    [Fact]
    public async Task Timer_is_set_while_there_are_rows_that_may_be_cancelled_and_no_longer()
    {
        await using var client = new HeldClient();
        _ = client.Score(1);
        for (int round = 0; round < 3; round++)
        {
            Task<long> score = client.Score(2, default, _cancellation.Token);
            _ = client.Score(3, default, _cancellation.Token);
            Assert.Equal(1, client.Clock.ActiveTimers);
            for (int i = 0; i < 10; i++) client.Sweep();
            Assert.Equal(1, client.Clock.ActiveTimers);

            client.Leaf.CompleteAll();
            await score;
            client.Sweep();
            Assert.Equal(0, client.Clock.ActiveTimers);
        }
    }

    [Fact]
    public async Task Cancelled_rows_among_many_calls_leave_the_others_alone()
    {
        await using var client = new HeldClient();
        var tokens = new CancellationTokenSource[200];
        var scores = new Task<long>[200];
        var random = new Random((int)Properties.Seed);
        for (int i = 0; i < scores.Length; i++) scores[i] = client.Score(i, default, (tokens[i] = new CancellationTokenSource()).Token);
        bool[] isCancelled = [.. scores.Select((_, i) => i > 0 && random.Next(3) == 0)];

        for (int i = 0; i < scores.Length; i++)
        {
            if (isCancelled[i]) await tokens[i].CancelAsync();
            if (i == 100) client.Sweep();
            if (i == 150) client.Requests[0].Complete();
        }

        client.Sweep();
        client.Leaf.CompleteAll();
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.Equal((isCancelled[i], !isCancelled[i]), (scores[i].IsCanceled, scores[i].IsCompletedSuccessfully));
            if (!isCancelled[i]) Assert.Equal(LongModel.ScoreOf(i), await scores[i]);
            tokens[i].Dispose();
        }
    }
}
