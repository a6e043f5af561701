using Scoring.Onnx.Running;
using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A deadline releases the caller and stops the run, neither before nor after its time.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deadline_that_has_passed_lets_nothing_run(bool runInline)
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        ScoringContext context = model.Context(s_second, runInline) with { Partition = 7 };
        model.Clock.Advance(s_second);

        ValueTask<RecordBatch> response = model.Client.ScoreAsync(rows, context);

        Assert.True(response.IsCompleted);
        var error = await Assert.ThrowsAsync<ScoringRejectedException>(response.AsTask);
        Assert.Contains("slow_loop.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("deadline", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, error.Partition);
        Assert.True(error.IsTransient);
        Assert.Empty(model.Log.Attempts);
        await model.AssertWorksAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deadline_that_passes_in_mid_run_stops_the_run_and_frees_the_lane(bool runInline)
    {
        await using var model = new SlowModel();
        for (int i = 0; i < 20; i++)
        {
            using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
            Task<RecordBatch> response = await model.StartAsync(rows, model.Context(s_second, runInline));
            Thread.SpinWait(i * 1000);

            model.Clock.Advance(s_second);

            var error = await Assert.ThrowsAsync<ScoringRejectedException>(response.OrFail);
            Assert.Contains("deadline", error.Message, StringComparison.Ordinal);
            await model.AssertWorksAsync();
        }
    }

    [Fact]
    public async Task Deadline_releases_the_caller_before_the_run_has_stopped()
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        ValueTask<RecordBatch> response = model.Client.ScoreAsync(rows, model.Context(s_second));
        Assert.False(response.IsCompleted);

        model.Clock.Advance(s_second);

        Assert.True(response.IsCompleted);
        await Assert.ThrowsAsync<ScoringRejectedException>(response.AsTask);
        await model.AssertWorksAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Timer_that_fires_early_neither_ends_the_run_nor_forgets_it(bool runInline)
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        ScoringContext context = model.Context(runInline: runInline) with { Deadline = Deadline.After(s_second, new EagerClock(model.Clock)) };
        Task<RecordBatch> response = await model.StartAsync(rows, context);

        model.Clock.Advance(s_second - TimeSpan.FromTicks(1));
        Assert.False(response.IsCompleted);
        Assert.Equal(1, model.Clock.ActiveTimers);

        model.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<ScoringRejectedException>(response.OrFail);
        await model.AssertWorksAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deadline_beyond_what_a_timer_can_wait_is_kept(bool runInline)
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        Task<RecordBatch> response = await model.StartAsync(rows, model.Context(TimeSpan.FromDays(100), runInline));

        model.Clock.Advance(TimeSpan.FromDays(99));
        Assert.False(response.IsCompleted);

        model.Clock.Advance(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<ScoringRejectedException>(response.OrFail);
        await model.AssertWorksAsync();
    }

    [Fact]
    public async Task Waiting_request_whose_deadline_passes_never_runs()
    {
        await using var model = new SlowModel();
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever), waiting = SlowModel.Rows(1);
        using var cancellation = new CancellationTokenSource();
        Task<RecordBatch> running = await model.StartAsync(slow, model.Context(), cancellation.Token);
        var attempts = new AttemptLog();
        ValueTask<RecordBatch> never = model.Client.ScoreAsync(waiting, model.Context(s_second) with { Attempts = attempts });

        model.Clock.Advance(s_second);
        Assert.True(never.IsCompleted);
        await Assert.ThrowsAsync<ScoringRejectedException>(never.AsTask);
        Assert.False(running.IsCompleted);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
        await model.AssertWorksAsync();
        Assert.Empty(attempts.Attempts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deadline_of_an_earlier_run_does_not_stop_a_later_one(bool runInline)
    {
        const long Trips = 30_000;
        float[] expected = await SlowModel.ScoresAsync(Trips);
        await using var model = new SlowModel();
        using RecordBatch quick = SlowModel.Rows(1), slow = SlowModel.Rows(Trips);
        using (await model.Client.ScoreAsync(quick, model.Context(s_second, runInline)).OrFail())
        {
        }

        using var cancellation = new CancellationTokenSource();
        Task<RecordBatch> later = await model.StartAsync(slow, model.Context(runInline: runInline), cancellation.Token);
        model.Clock.Advance(TimeSpan.FromDays(1));

        using RecordBatch response = await later.OrFail();
        Assert.Equal(expected, response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Timer_that_fires_when_its_run_is_over_stops_no_other()
    {
        await using var model = new SlowModel();
        var late = new LateClock(model.Clock);
        Lane lane = model.Client.Model.Lanes.TryAcquire()!;
        lane.BeginWatched(lane, Deadline.After(s_second, late));
        lane.EndWatched();
        model.Clock.Advance(s_second);

        late.FireAll();
        Assert.False(lane.IsTerminated);

        lane.BeginWatched(lane, Deadline.None);
        late.FireAll();
        Assert.False(lane.IsTerminated);
        lane.EndWatched();

        lane.BeginWatched(lane, Deadline.After(s_second, late));
        late.FireAll();
        Assert.False(lane.IsTerminated);
        model.Clock.Advance(s_second);
        late.FireAll();
        Assert.True(lane.IsTerminated);
        lane.EndWatched();
        model.Client.Model.Lanes.Release(lane);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deadline_leaves_no_timer_behind(bool runInline)
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(1);
        for (int i = 0; i < 3; i++)
        {
            using RecordBatch response = await model.Client.ScoreAsync(rows, model.Context(s_second, runInline)).OrFail();
            Assert.Equal(1, response.RowCount);
        }

        // Still on the run's thread, which lets go of the request when its caller's code gives way.
        while (model.Clock.ActiveTimers > 0) await Task.Yield();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deadline_on_the_systems_clock_stops_the_run(bool runInline)
    {
        await using var model = new SlowModel();
        for (int i = 1; i <= 10; i++)
        {
            using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
            ScoringContext context = new() { Deadline = Deadline.After(TimeSpan.FromMilliseconds(i + 0.9)), RunInline = runInline };
            await Assert.ThrowsAsync<ScoringRejectedException>(Task.Run(() => model.Client.ScoreAsync(rows, context).AsTask()).OrFail);
        }

        await model.AssertWorksAsync();
    }

    [Fact]
    public async Task Runs_on_one_lane_may_have_deadlines_on_different_clocks()
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        for (int i = 0; i < 3; i++)
        {
            Task<RecordBatch> manual = await model.StartAsync(rows, model.Context(s_second, runInline: true));
            model.Clock.Advance(s_second);
            await Assert.ThrowsAsync<ScoringRejectedException>(manual.OrFail);

            ScoringContext system = new() { Deadline = Deadline.After(TimeSpan.FromMilliseconds(3)), RunInline = true };
            await Assert.ThrowsAsync<ScoringRejectedException>(Task.Run(() => model.Client.ScoreAsync(rows, system).AsTask()).OrFail);
        }
    }
}
