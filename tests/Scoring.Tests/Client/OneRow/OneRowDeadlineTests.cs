using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>A row that is late is not sent any more, and its caller is released.</summary>
public class OneRowDeadlineTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly RowOptions s_late = new(Deadline: s_second);

    [Fact]
    public async Task Queued_row_is_rejected_within_a_sweep_of_its_deadline_and_never_sent()
    {
        await using var client = new HeldClient();
        _ = client.Score(1, new RowOptions(Partition: 3));
        Task<long> late = client.Score(2, new RowOptions(Partition: 3, Deadline: s_second));

        client.Clock.Advance(s_second - TimeSpan.FromTicks(1));
        Assert.False(late.IsCompleted);
        client.Clock.Advance(TimeSpan.FromTicks(1));
        client.Sweep();
        Assert.True(late.IsFaulted);
        client.Leaf.CompleteAll();

        var rejected = await Assert.ThrowsAsync<ScoringRejectedException>(() => late);
        Assert.Contains("deadline", rejected.Message);
        Assert.Equal((3, true), (rejected.Partition, rejected.IsTransient));
        Assert.Equal([1], client.SentRows);
    }

    [Fact]
    public async Task Late_row_is_noticed_when_it_is_taken_before_any_timer_fires()
    {
        var clock = new ScriptedTimeProvider();
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Started(
            leaf.Client, new ScoringClientOptions { MaxParallelRequests = 1, ShutdownTimeout = TimeSpan.Zero, TimeProvider = clock });
        _ = client.ScoreAsync(1).AsTask();
        Task<long> late = client.ScoreAsync(2, s_late).AsTask();
        Task<long> inTime = client.ScoreAsync(3, new RowOptions(Deadline: 2 * s_second)).AsTask();

        clock.Advance(s_second);
        leaf.CompleteAll();

        await Assert.ThrowsAsync<ScoringRejectedException>(() => late);
        Assert.Equal(LongModel.ScoreOf(3), await inTime);
        Assert.Equal([1, 3], leaf.Requests.SelectMany(static request => request.Rows));
    }

    [Fact]
    public async Task Row_outside_a_full_queue_is_rejected_too()
    {
        await using var client = new HeldClient(new ScoringClientOptions { MaxParallelRequests = 1, MaxBatchCount = 1, MaxQueuedRows = 1, ShutdownTimeout = TimeSpan.Zero });
        Task<long>[] kept = [client.Score(1), client.Score(2)];
        Task<long> late = client.Score(3, s_late);
        Task<long> last = client.Score(4);

        client.Clock.Advance(s_second);
        client.Sweep();
        client.Leaf.CompleteAll();

        await Assert.ThrowsAsync<ScoringRejectedException>(() => late);
        Assert.Equal(LongModel.ScoresOf([1, 2, 4]), await Task.WhenAll([.. kept, last]));
    }

    [Fact]
    public async Task Row_in_flight_releases_its_caller_and_its_neighbours_get_their_scores()
    {
        await using var client = new HeldClient();
        _ = client.Score(0);
        Task<long> first = client.Score(1), late = client.Score(2, s_late), last = client.Score(3);
        client.Requests[0].Complete();

        client.Clock.Advance(s_second);
        client.Sweep();
        Assert.Equal((false, true, false), (first.IsCompleted, late.IsFaulted, last.IsCompleted));
        Assert.False(client.Requests[1].Token.IsCancellationRequested);
        client.Requests[1].Complete();

        await Assert.ThrowsAsync<ScoringRejectedException>(() => late);
        Assert.Equal(LongModel.ScoresOf([1, 3]), await Task.WhenAll(first, last));
    }

    [Fact]
    public async Task Request_of_late_rows_only_is_given_up()
    {
        await using var client = new HeldClient();
        _ = client.Score(0);
        Task<long> first = client.Score(1, s_late), last = client.Score(2, new RowOptions(Deadline: 2 * s_second));
        client.Requests[0].Complete();

        client.Clock.Advance(s_second);
        client.Sweep();
        Assert.Equal((true, false, false), (first.IsFaulted, last.IsFaulted, client.Requests[1].Token.IsCancellationRequested));
        client.Clock.Advance(s_second);
        client.Sweep();

        Assert.Equal((true, true), (last.IsFaulted, client.Requests[1].Token.IsCancellationRequested));
    }

    [Fact]
    public async Task Request_carries_the_latest_deadline_of_its_rows()
    {
        await using var client = new HeldClient();
        _ = client.Score(0);
        _ = client.Score(1, s_late);
        _ = client.Score(2, new RowOptions(Deadline: 3 * s_second));
        _ = client.Score(3, new RowOptions(Deadline: 2 * s_second));
        client.Requests[0].Complete();

        Assert.Equal(3 * s_second, client.Requests[1].Context.Deadline.Remaining);
    }

    [Fact]
    public async Task Request_with_a_row_that_is_never_late_carries_no_deadline()
    {
        await using var client = new HeldClient();
        using var cancellation = new CancellationTokenSource();
        _ = client.Score(0);
        _ = client.Score(1, s_late);
        _ = client.Score(2);
        client.Requests[0].Complete();
        _ = client.Score(3, s_late);
        _ = client.Score(4, default, cancellation.Token);
        client.Requests[1].Complete();

        Assert.True(client.Requests[1].Context.Deadline.IsNone);
        Assert.True(client.Requests[2].Context.Deadline.IsNone);
        Assert.True(client.Requests[2].Token.CanBeCanceled);
    }

    [Fact]
    public async Task Score_that_comes_in_time_is_kept()
    {
        await using var client = new HeldClient();
        ValueTask<long> score = client.ScoreRaw(1, s_late);
        client.Clock.Advance(s_second - TimeSpan.FromMilliseconds(1));
        client.Requests[0].Complete();

        client.Clock.Advance(s_second);

        Assert.Equal(LongModel.ScoreOf(1), await score);
        Assert.Equal(0, client.Clock.ActiveTimers);
    }

    [Fact]
    public async Task Every_row_has_a_deadline_of_its_own()
    {
        await using var client = new HeldClient();
        Task<long>[] scores = [.. Enumerable.Range(0, 20).Select(i => client.Score(i, new RowOptions(Deadline: TimeSpan.FromMilliseconds(15 * (i + 1)))))];

        for (int ended = 0; ended <= scores.Length; ended++)
        {
            Assert.Equal(ended, scores.Count(static score => score.IsFaulted));
            client.Sweep();
        }

        Assert.Equal(0, client.Clock.ActiveTimers);
    }

    [Fact]
    public async Task Object_of_a_late_row_serves_a_row_without_deadline_again()
    {
        await using var client = new HeldClient();
        ValueTask<long> late = client.ScoreRaw(1, s_late);
        client.Requests[0].Complete();
        await late;

        Task<long> next = client.Score(2);
        client.Clock.Advance(2 * s_second);
        Assert.False(next.IsCompleted);
        client.Leaf.CompleteAll();

        Assert.Equal(LongModel.ScoreOf(2), await next);
    }

    [Fact]
    public async Task Deadline_of_the_longest_time_is_none()
    {
        await using var client = new HeldClient();

        Task<long> score = client.Score(1, new RowOptions(Deadline: TimeSpan.MaxValue));

        Assert.Equal(0, client.Clock.ActiveTimers);
        client.Clock.Advance(TimeSpan.FromDays(1000));
        Assert.False(score.IsCompleted);
    }
}
