using Scoring.Onnx.Running;
using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A caller that gives up is released at once, its run is stopped, and nobody else notices.</summary>
public sealed class CancellationTests
{
    private const int Seed = 20260102;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_that_is_cancelled_already_lets_nothing_run(bool runInline)
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        var token = new CancellationToken(canceled: true);

        ValueTask<RecordBatch> response = model.Client.ScoreAsync(rows, model.Context(runInline: runInline), token);

        Assert.True(response.IsCanceled);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(response.AsTask);
        Assert.Equal(token, error.CancellationToken);
        Assert.Empty(model.Log.Attempts);
        await model.AssertWorksAsync();
    }

    [Fact]
    public async Task Cancelling_releases_the_caller_before_the_run_has_stopped()
    {
        await using var model = new SlowModel();
        using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
        using var cancellation = new CancellationTokenSource();
        ValueTask<RecordBatch> response = model.Client.ScoreAsync(rows, model.Context(), cancellation.Token);
        Assert.False(response.IsCompleted);

        await cancellation.CancelAsync();

        Assert.True(response.IsCompleted);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(response.AsTask);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        await model.AssertWorksAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_in_mid_run_stops_the_run_and_frees_the_lane(bool runInline)
    {
        await using var model = new SlowModel();
        for (int i = 0; i < 20; i++)
        {
            using RecordBatch rows = SlowModel.Rows(SlowModel.Forever);
            using var cancellation = new CancellationTokenSource();
            Task<RecordBatch> response = await model.StartAsync(rows, model.Context(runInline: runInline), cancellation.Token);
            Thread.SpinWait(i * 1000);

            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(response.OrFail);
            await model.AssertWorksAsync();
        }
    }

    [Fact]
    public async Task Cancelled_waiting_request_never_runs()
    {
        await using var model = new SlowModel();
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever), waiting = SlowModel.Rows(1);
        using CancellationTokenSource first = new(), second = new();
        Task<RecordBatch> running = await model.StartAsync(slow, model.Context(), first.Token);
        var attempts = new AttemptLog();
        ValueTask<RecordBatch> never = model.Client.ScoreAsync(waiting, new ScoringContext { Attempts = attempts }, second.Token);

        await second.CancelAsync();
        Assert.True(never.IsCompleted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(never.AsTask);
        Assert.False(running.IsCompleted);

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
        await model.AssertWorksAsync();
        Assert.Empty(attempts.Attempts);
    }

    [Fact]
    public async Task Request_of_several_runs_stops_between_two_of_them()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4_batch1", new OnnxScoringOptions { Lanes = 1 });
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4.X.bin"), [4]);
        Lane lane = client.Model.Lanes.TryAcquire()!;
        lane.BeginWatched(lane, Deadline.None);
        lane.Terminate(lane);

        var error = Assert.Throws<ScoringRefusedException>(() => client.Model.Run(lane, client.Model.PlanFor(rows.Schema), rows));

        Assert.Contains("between two runs", error.Message, StringComparison.Ordinal);
        lane.EndWatched();
        client.Model.Run(lane, client.Model.PlanFor(rows.Schema), rows).Dispose();
        client.Model.Lanes.Release(lane);
    }

    [Fact]
    public async Task Only_the_owner_of_a_run_can_stop_it()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", new OnnxScoringOptions { Lanes = 1 });
        Lane lane = client.Model.Lanes.TryAcquire()!;
        object owner = new(), earlier = new();

        lane.BeginWatched(owner, Deadline.None);
        lane.Terminate(earlier);
        Assert.False(lane.IsTerminated);
        lane.Terminate(owner);
        Assert.True(lane.IsTerminated);
        lane.EndWatched();
        Assert.False(lane.IsTerminated);
        lane.Terminate(owner);
        Assert.False(lane.IsTerminated);
        client.Model.Lanes.Release(lane);
    }

    [Fact]
    public async Task Cancelling_one_request_never_stops_anothers_run()
    {
        const int Callers = 4, Iterations = 150, Trips = 100;
        float[] expected = await SlowModel.ScoresAsync(Trips);
        await using var model = new SlowModel(lanes: 3);
        using RecordBatch rows = SlowModel.Rows(Trips);
        int[] scored = new int[Callers], cancelled = new int[Callers];

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller)))).OrFail();

        Assert.Equal(Callers * Iterations, scored.Sum() + cancelled.Sum());
        Assert.True(scored.Sum() >= Callers * Iterations / 3, $"seed {Seed}: {scored.Sum()} of {Callers * Iterations} requests were scored; a third of them is never cancelled.");

        async Task CallAsync(int caller)
        {
            var random = new Random(Seed + caller);
            for (int i = 0; i < Iterations; i++)
            {
                using var cancellation = new CancellationTokenSource();
                bool cancels = i % 3 != 0;
                ValueTask<RecordBatch> response = model.Client.ScoreAsync(rows, new ScoringContext { RunInline = i % 2 == 0 && !cancels }, cancellation.Token);
                if (cancels)
                {
                    Thread.SpinWait(random.Next(5000));
                    await cancellation.CancelAsync();
                }

                try
                {
                    using RecordBatch scores = await response;
                    Assert.Equal(expected, scores.GetColumn<float>("Y").Values);
                    scored[caller]++;
                }
                catch (OperationCanceledException) when (cancels)
                {
                    cancelled[caller]++;
                }
            }
        }
    }

    [Fact]
    public async Task Cancelling_while_a_pending_probe_runs_leaves_it_pending()
    {
        // Rows alone take no trip, two together take one without end: the probe's third run is the one that is stopped.
        ModelWriter writer = new ModelWriter()
            .Input("X", "float[N,F]")
            .Initializer(Tensor.Of("first", [], [0L]))
            .Initializer(Tensor.Of("one", [], [1L]))
            .Initializer(Tensor.Of("many", [], [SlowModel.Forever]))
            .Node("Shape", ["X"], ["shape"])
            .Node("Gather", ["shape", "first"], ["rows"])
            .Node("Sub", ["rows", "one"], ["others"])
            .Node("Mul", ["others", "many"], ["trips"])
            .Node("Loop", ["trips", "", "X"], ["Y"], ("body", ModelWriter.LoopBody("Tanh", "float[N,F]")))
            .Output("Y", "float[N,F]");
        await using OnnxScoringClient client = writer.Load(new OnnxScoringOptions { Lanes = 1 });
        Assert.Equal(OnnxBatchProbeResult.Pending, client.Info.BatchProbe);
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 4]]), alone = RecordBatch.FromRows<float>([[1, 2]]);
        for (int i = 0; i < 10; i++)
        {
            using var cancellation = new CancellationTokenSource();
            ValueTask<RecordBatch> response = client.ScoreAsync(rows, default, cancellation.Token);
            Thread.SpinWait(20_000 * i);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(response.AsTask);
            using RecordBatch next = await client.ScoreAsync(alone, default, new CancellationTokenSource().Token).OrFail();
            Assert.Equal([1, 2], next.GetColumn<float>("Y").Values);
        }

        Assert.Equal(OnnxBatchProbeResult.Pending, client.Info.BatchProbe);
        Assert.Null(client.Info.RowsPerRun);
    }
}
