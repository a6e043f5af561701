using Scoring.Onnx.Running;
using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>Disposing waits for what is inside, stops what outlasts its patience, and lets nothing new in.</summary>
public sealed class DisposalTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposal_waits_for_the_run_that_goes_on(bool runInline)
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        using var cancellation = new CancellationTokenSource();
        Task<RecordBatch> running = await model.StartAsync(rows, model.Context(runInline: runInline), cancellation.Token);

        Task disposal = model.Client.DisposeAsync().AsTask();
        model.Clock.Advance(s_patience - TimeSpan.FromTicks(1));
        Assert.False(disposal.IsCompleted);
        Assert.False(running.IsCompleted);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
        await disposal.OrFail();
    }

    [Fact]
    public async Task Requests_that_wait_at_disposal_are_scored()
    {
        float[] expected = await SlowModel.ScoresAsync(SlowModel.Short);
        await using var model = new SlowModel();
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever), rows = SlowModel.Rows(SlowModel.Short);
        using CancellationTokenSource cancellation = new(), never = new();
        Task<RecordBatch> running = await model.StartAsync(slow, model.Context(), cancellation.Token);
        Task<RecordBatch>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => model.Client.ScoreAsync(rows, default, never.Token).AsTask())];

        Task disposal = model.Client.DisposeAsync().AsTask();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
        foreach (Task<RecordBatch> task in waiting)
        {
            using RecordBatch response = await task.OrFail();
            Assert.Equal(expected, response.GetColumn<float>("Y").Values);
        }

        await disposal.OrFail();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposal_that_outlasts_its_patience_rejects_what_waits_and_what_runs(bool runInline)
    {
        await using var model = new SlowModel(shutdownTimeout: s_patience);
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever), rows = SlowModel.Rows(1);
        using var never = new CancellationTokenSource();
        Task<RecordBatch> running = await model.StartAsync(slow, model.Context(runInline: runInline) with { Partition = 3 }, never.Token);
        var attempts = new AttemptLog();
        ValueTask<RecordBatch> waiting = model.Client.ScoreAsync(rows, new ScoringContext { Attempts = attempts, Partition = 3 }, never.Token);

        Task disposal = model.Client.DisposeAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        model.Clock.Advance(s_patience);

        foreach (Task<RecordBatch> task in new[] { waiting.AsTask(), running })
        {
            var error = await Assert.ThrowsAsync<ScoringRejectedException>(task.OrFail);
            Assert.Contains("slow_loop.onnx", error.Message, StringComparison.Ordinal);
            Assert.Contains("ShutdownTimeout", error.Message, StringComparison.Ordinal);
            Assert.Equal(3, error.Partition);
        }

        await disposal.OrFail();
        Assert.Empty(attempts.Attempts);
    }

    [Fact]
    public async Task Disposal_without_patience_rejects_at_once()
    {
        await using var model = new SlowModel(shutdownTimeout: TimeSpan.Zero);
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever);
        using var never = new CancellationTokenSource();
        Task<RecordBatch> running = await model.StartAsync(slow, model.Context(), never.Token);

        await model.Client.DisposeAsync().OrFail();

        await Assert.ThrowsAsync<ScoringRejectedException>(running.OrFail);
    }

    [Fact]
    public async Task Run_that_nobody_can_stop_is_waited_for()
    {
        const long Trips = 30_000;
        float[] expected = await SlowModel.ScoresAsync(Trips);
        await using var model = new SlowModel(shutdownTimeout: s_patience);
        using RecordBatch rows = SlowModel.Rows(Trips);
        Task<RecordBatch> running = await model.StartAsync(rows, model.Context());

        Task disposal = model.Client.DisposeAsync().AsTask();
        model.Clock.Advance(s_patience);
        await disposal.OrFail();

        using RecordBatch response = await running.OrFail();
        Assert.Equal(expected, response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Patience_may_be_longer_than_a_timer_can_wait()
    {
        await using var model = new SlowModel(shutdownTimeout: TimeSpan.MaxValue);
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        using var cancellation = new CancellationTokenSource();
        Task<RecordBatch> running = await model.StartAsync(rows, model.Context(), cancellation.Token);

        Task disposal = model.Client.DisposeAsync().AsTask();
        model.Clock.Advance(TimeSpan.FromDays(365));
        Assert.False(disposal.IsCompleted);

        await cancellation.CancelAsync();
        await disposal.OrFail();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
    }

    [Fact]
    public async Task Call_while_disposing_and_after_it_is_refused()
    {
        await using var model = new SlowModel();
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever), rows = SlowModel.Rows(1);
        using var cancellation = new CancellationTokenSource();
        Task<RecordBatch> running = await model.StartAsync(slow, model.Context(), cancellation.Token);
        Task disposal = model.Client.DisposeAsync().AsTask();

        await AssertRefusedAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
        await disposal.OrFail();
        await AssertRefusedAsync();

        async Task AssertRefusedAsync()
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await model.Client.ScoreAsync(rows));
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await model.Client.ScoreAsync(rows, default, new CancellationTokenSource().Token));
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await model.Client.ScoreAsync(rows, model.Context(runInline: true)));
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await model.Client.ScoreAsync(rows.Slice(0, 0)));
        }
    }

    [Fact]
    public async Task Every_disposal_ends_when_the_first_one_does()
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        using var cancellation = new CancellationTokenSource();
        Task<RecordBatch> running = await model.StartAsync(rows, model.Context(), cancellation.Token);

        Task[] disposals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Task.FromResult(model.Client.DisposeAsync().AsTask()))));
        Assert.DoesNotContain(disposals, task => task.IsCompleted);

        await cancellation.CancelAsync();
        await Task.WhenAll(disposals).OrFail();
        await model.Client.DisposeAsync().OrFail();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
    }

    [Fact]
    public async Task Request_that_comes_to_its_lane_too_late_is_rejected()
    {
        // What shutting down does when its patience is over; the requests below had come in before, and were on their way.
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        using var never = new CancellationTokenSource();
        model.Client.Model.Lanes.Abandon();

        await Assert.ThrowsAsync<ScoringRejectedException>(model.Client.ScoreAsync(rows, default, never.Token).AsTask().OrFail);
        await Assert.ThrowsAsync<ScoringRejectedException>(model.Client.ScoreAsync(rows, new ScoringContext { RunInline = true }, never.Token).AsTask().OrFail);
    }

    [Fact]
    public async Task Request_that_would_wait_is_rejected_when_it_comes_too_late()
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(1);
        using var never = new CancellationTokenSource();
        Lane lane = model.Client.Model.Lanes.TryAcquire()!;
        model.Client.Model.Lanes.Abandon();

        ValueTask<RecordBatch> response = model.Client.ScoreAsync(rows, default, never.Token);

        Assert.True(response.IsCompleted);
        await Assert.ThrowsAsync<ScoringRejectedException>(response.AsTask);
        model.Client.Model.Lanes.Release(lane);
    }

    [Fact]
    public async Task Lane_that_was_abandoned_stops_the_run_that_begins_on_it()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", new OnnxScoringOptions { Lanes = 1 });
        Lane lane = client.Model.Lanes.TryAcquire()!;
        lane.Abandon();
        Assert.False(lane.IsTerminated);

        lane.BeginWatched(lane, Deadline.None);

        Assert.True(lane.IsTerminated);
        lane.EndWatched();
        client.Model.Lanes.Release(lane);
    }

    [Fact]
    public async Task Request_whose_rows_are_disposed_while_it_starts_does_not_hold_up_disposal()
    {
        OnnxScoringClient client = TestModels.Load("logreg4", new OnnxScoringOptions { Lanes = 1 });
        RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, 4], [4]);
        InputPlan plan = client.Model.PlanFor(rows.Schema);
        Assert.True(client.TryEnter());
        rows.Dispose();

        Assert.Throws<ObjectDisposedException>(() => { _ = new RunRequest(client).Start(plan, rows, default, default); });

        await client.DisposeAsync().OrFail();
    }

    [Fact]
    public async Task Request_whose_clock_fails_does_not_hold_up_disposal()
    {
        OnnxScoringClient client = TestModels.Load("logreg4", new OnnxScoringOptions { Lanes = 1 });
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, 4], [4]);
        var context = new ScoringContext { Deadline = Deadline.After(TimeSpan.FromHours(1), new TimerlessClock()) };

        await Assert.ThrowsAsync<NotSupportedException>(async () => await client.ScoreAsync(rows, context));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await client.ScoreAsync(rows, context with { RunInline = true }));
        using (RecordBatch response = await client.ScoreAsync(rows)) Assert.Equal(1, response.RowCount);

        await client.DisposeAsync().OrFail();
    }

    [Fact]
    public async Task Client_that_never_ran_is_disposed()
    {
        await TestModels.Load("logreg4").DisposeAsync().OrFail();
        await using OnnxScoringClient client = TestModels.Load("logreg4");
        await client.DisposeAsync().OrFail();
    }

    [Fact]
    public async Task Row_client_disposes_the_leaf()
    {
        OnnxScoringClient leaf = TestModels.Load("logreg4");
        await using (IScoringClient<float[], float[]> client = new ScoringClientBuilder(leaf).Build<float[], float[]>())
        {
            Assert.Equal(3, (await client.ScoreAsync(new[] { new float[4] }))[0].Length);
        }

        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, 4], [4]);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await leaf.ScoreAsync(rows));
    }
}
