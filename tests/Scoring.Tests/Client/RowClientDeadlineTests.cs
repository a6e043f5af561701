using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client;

/// <summary>At the deadline the rows that have a score keep it, and the others are rejected.</summary>
public class RowClientDeadlineTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Rows_scored_before_keep_their_scores_and_the_others_are_rejected()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 3, clock: clock);
        long[] rows = LongModel.Rows(50), scores = RowFailures.NewScores(50);

        ValueTask call = client.ScoreAsync(rows, scores, new RowOptions(Partition: 3, Deadline: s_second));
        leaf.Requests[1].Complete();
        clock.Advance(s_second - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(call.IsCompleted);
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal(Enumerable.Range(0, 50).Except(Enumerable.Range(10, 10)), errors.Indexes());
        Assert.All(errors, static error =>
        {
            var rejected = Assert.IsType<ScoringRejectedException>(error.Error);
            Assert.Contains("deadline", rejected.Message);
            Assert.Equal(3, rejected.Partition);
            Assert.True(rejected.IsTransient);
        });
    }

    [Fact]
    public async Task Rows_that_failed_before_keep_their_errors()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 3, clock: clock);
        long[] rows = LongModel.Rows(30), scores = RowFailures.NewScores(30);

        ValueTask call = client.ScoreAsync(rows, scores, new RowOptions(Deadline: s_second));
        leaf.Requests[0].Complete();
        leaf.Requests[1].Fail(new ScoringRefusedException("No such zone."));
        clock.Advance(s_second);
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal([.. Enumerable.Repeat(typeof(ScoringRefusedException), 10), .. Enumerable.Repeat(typeof(ScoringRejectedException), 10)], errors.Select(static error => error.Error.GetType()));
    }

    [Fact]
    public async Task Memory_is_not_touched_after_the_deadline()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, maxBatchCount: 10, maxParallelRequests: 3, clock: clock);
        var rows = new GuardedMemory<long>(LongModel.Rows(50));
        var scores = new GuardedMemory<long>(RowFailures.NewScores(50));

        ValueTask call = client.ScoreAsync(rows.Memory, scores.Memory, new RowOptions(Deadline: s_second));
        clock.Advance(s_second);
        await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
        rows.Close();
        scores.Close();
        Assert.All(leaf.Requests, static request => Assert.True(request.Token.IsCancellationRequested));
        foreach (HeldRequest request in leaf.Requests.ToArray()) request.Complete();

        Assert.Equal(3, leaf.Requests.Count);
        Assert.Equal((0, 0), (rows.Violations, scores.Violations));
        Assert.Equal(RowFailures.NewScores(50), scores.Values);
    }

    [Fact]
    public async Task Call_that_ends_in_time_leaves_no_timer()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);
        long[] rows = LongModel.Rows(5), scores = RowFailures.NewScores(5);

        ValueTask call = client.ScoreAsync(rows, scores, new RowOptions(Deadline: s_second));
        Assert.Equal(1, clock.ActiveTimers);
        leaf.CompleteAll();
        await call;

        Assert.Equal(0, clock.ActiveTimers);
        Assert.Equal(LongModel.ScoresOf(rows), scores);
    }

    [Fact]
    public async Task Each_call_has_a_deadline_of_its_own()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        ValueTask late = client.ScoreAsync(LongModel.Rows(5), new long[5], new RowOptions(Deadline: 3 * s_second));
        ValueTask early = client.ScoreAsync(LongModel.Rows(5), new long[5], new RowOptions(Deadline: s_second));
        ValueTask never = client.ScoreAsync(LongModel.Rows(5), new long[5]);
        clock.Advance(2 * s_second);

        Assert.Equal((false, true, false), (late.IsCompleted, early.IsCompleted, never.IsCompleted));
        clock.Advance(2 * s_second);
        Assert.Equal((true, false), (late.IsCompleted, never.IsCompleted));
        leaf.CompleteAll();
        await never;
        await Assert.ThrowsAsync<ScoringRowsException>(early.AsTask);
        await Assert.ThrowsAsync<ScoringRowsException>(late.AsTask);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-10_000)]
    [InlineData(long.MinValue)]
    public async Task Deadline_of_no_time_is_an_argument_error(long ticks)
    {
        var leaf = new ScriptedLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => { _ = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: TimeSpan.FromTicks(ticks))); });

        Assert.Equal("options.Deadline", error.ParamName);
        Assert.Equal(TimeSpan.FromTicks(ticks), error.ActualValue);
        Assert.Equal(0, leaf.ScoreCount);
    }

    [Fact]
    public async Task Deadline_of_the_longest_time_is_none()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        ValueTask call = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: TimeSpan.MaxValue));

        Assert.True(leaf.Requests[0].Context.Deadline.IsNone);
        Assert.Equal(0, clock.ActiveTimers);
        leaf.CompleteAll();
        await call;
    }

    [Fact]
    public async Task Deadline_beyond_what_a_timer_waits_is_kept()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        ValueTask call = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: TimeSpan.FromDays(200)));
        clock.Advance(TimeSpan.FromDays(199));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromDays(1));

        Assert.True(call.IsCompleted);
        await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15_000)]
    [InlineData(25_001)]
    public async Task Deadline_between_milliseconds_is_kept(long ticks)
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        ValueTask call = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: TimeSpan.FromTicks(ticks)));
        clock.Advance(TimeSpan.FromTicks(ticks - 1));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(call.IsCompleted);
        await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
    }

    [Fact]
    public async Task Timer_that_fires_too_early_is_set_again()
    {
        var leaf = new HoldingLeaf();
        var clock = new ScriptedTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        ValueTask call = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: TimeSpan.FromMilliseconds(10)));
        ScriptedTimeProvider.ScriptedTimer timer = Assert.Single(clock.Timers);
        clock.Advance(TimeSpan.FromMilliseconds(9.4));
        timer.Fire();

        Assert.False(call.IsCompleted);
        Assert.Equal(TimeSpan.FromMilliseconds(1), timer.DueTime);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        timer.Fire();
        await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
    }

    [Fact]
    public async Task Timer_of_an_earlier_call_that_fires_late_does_not_end_a_later_one()
    {
        var leaf = new HoldingLeaf();
        var clock = new ScriptedTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);
        ValueTask first = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: s_second));
        clock.Advance(s_second);
        leaf.CompleteAll();
        await first;

        ValueTask second = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: s_second));
        Assert.Single(clock.Timers).Fire();
        Assert.False(second.IsCompleted);
        leaf.CompleteAll();
        await second;

        ValueTask third = client.ScoreAsync(new long[3], new long[3]);
        Assert.Single(clock.Timers).Fire();
        Assert.False(third.IsCompleted);
        leaf.CompleteAll();
        await third;
    }

    /// <summary>
    /// The timer has found the first call too late and is about to end it. Then the call ends by itself, its caller goes on, and the next call begins,
    /// on the same pooled object.
    /// </summary>
    [Fact]
    public async Task Timer_that_is_overtaken_by_the_next_call_does_not_end_it()
    {
        var leaf = new HoldingLeaf();
        var clock = new ScriptedTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);
        ValueTask first = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: s_second));
        clock.Advance(s_second);
        ValueTask second = default;
        clock.OnGetTimestamp = () =>
        {
            clock.OnGetTimestamp = static () => { };
            leaf.CompleteAll();
            Assert.True(first.IsCompletedSuccessfully);
            first.GetAwaiter().GetResult();
            second = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: s_second));
        };

        Assert.Single(clock.Timers).Fire();

        Assert.Single(clock.Timers);
        Assert.False(second.IsCompleted, "The next call was ended at the deadline of the one before.");
        leaf.CompleteAll();
        await second;
    }

    [Fact]
    public async Task Leaf_whose_cancellation_fails_does_not_keep_the_caller_nor_break_the_timer()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        ValueTask call = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: s_second));
        leaf.Requests[0].Token.Register(static () => throw new FormatException("The leaf cannot be cancelled."));
        clock.Advance(s_second);

        Assert.True(call.IsCompleted);
        await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
    }

    [Fact]
    public async Task Deadline_and_cancellation_end_the_call_once_and_the_first_decides()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        using var cancellation = new CancellationTokenSource();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, clock: clock);

        ValueTask call = client.ScoreAsync(new long[3], new long[3], new RowOptions(Deadline: s_second), cancellation.Token);
        clock.Advance(s_second);
        await cancellation.CancelAsync();
        leaf.CompleteAll();

        await Assert.ThrowsAsync<ScoringRowsException>(call.AsTask);
    }

    [Fact]
    public async Task Timer_of_a_call_that_has_ended_is_stopped_though_nobody_takes_its_result()
    {
        var clock = new ManualTimeProvider();
        await using IScoringClient<long, long> client = Clients.Inline(new ScriptedLeaf(), clock: clock);

        ValueTask call = client.ScoreAsync(new long[1], new long[1], new RowOptions(Deadline: s_second));

        Assert.True(call.IsCompleted);
        Assert.Equal(0, clock.ActiveTimers);
        await call;
    }

    [Fact]
    public async Task Row_that_is_read_when_the_deadline_passes_ends_the_call_once()
    {
        var leaf = new HoldingLeaf();
        var clock = new ManualTimeProvider();
        RowBinding<long> binding = RowBinding.For<long>().Column("row", (in long row) =>
        {
            if (row == 2) clock.Advance(s_second);
            return row;
        }).Build();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, binding, maxBatchCount: 5, maxParallelRequests: 2, clock: clock);
        long[] rows = LongModel.Rows(20), scores = RowFailures.NewScores(20);

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores, new RowOptions(Deadline: s_second)), rows, scores);

        Assert.Equal(20, errors.Length);
        leaf.CompleteAll();
    }
}
