using Scoring.Onnx.Running;
using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>Whoever listens is told of every attempt: its rows, its time without any wait, its status.</summary>
public sealed class AttemptTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Success_is_told_with_its_rows(bool queued)
    {
        await using OnnxScoringClient client = TestModels.Load("identity1");
        using var cancellation = new CancellationTokenSource();
        var attempts = new AttemptLog();
        foreach (int count in new[] { 1, 7, 300 })
        {
            using RecordBatch rows = RecordBatch.FromValues<float>(new float[count], [1]);
            using RecordBatch response = await client.ScoreAsync(rows, new ScoringContext { Attempts = attempts }, queued ? cancellation.Token : default);
        }

        Assert.Equal([1, 7, 300], attempts.Attempts.Select(attempt => attempt.Rows));
        Assert.All(attempts.Attempts, attempt => Assert.True(attempt is { Succeeded: true, Status: 0, RetryAfter: null } && attempt.Duration >= TimeSpan.Zero, $"{attempt}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failure_is_told_with_the_runtimes_status(bool queued)
    {
        await using OnnxScoringClient client = TestModels.Load("fails_on_bad_index");
        using var cancellation = new CancellationTokenSource();
        var attempts = new AttemptLog();
        using RecordBatch rows = RecordBatch.FromValues<long>([0, 99]);
        var error = await Assert.ThrowsAsync<ScoringRefusedException>(async () =>
            await client.ScoreAsync(rows, new ScoringContext { Attempts = attempts }, queued ? cancellation.Token : default));
        ScoringAttempt attempt = Assert.Single(attempts.Attempts);
        Assert.Equal(2, attempt.Rows);
        Assert.False(attempt.Succeeded);
        Assert.Equal(error.Status, attempt.Status);
    }

    [Fact]
    public async Task Failure_without_a_status_of_the_runtime_is_a_failure()
    {
        await using OnnxScoringClient client = TestModels.Load("strings");
        var attempts = new AttemptLog();
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("city", [null]), ColumnValues.Of("amount", [1f]));
        await Assert.ThrowsAsync<ScoringRefusedException>(async () => await client.ScoreAsync(rows, new ScoringContext { Attempts = attempts }));
        Assert.False(Assert.Single(attempts.Attempts).Succeeded);
    }

    [Fact]
    public async Task Failure_outside_of_scoring_is_a_failure()
    {
        // No caller gets here: a batch is checked against its plan on the way in.
        await using OnnxScoringClient client = TestModels.Load("columns4", new OnnxScoringOptions { Lanes = 1 });
        ScoringSignature signature = await client.GetSignatureAsync();
        InputPlan plan = client.Model.PlanFor(new RecordSchema([.. signature.Inputs.Select(input => new ColumnSchema(input.Name, input.Type))]));
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2]);
        var attempts = new AttemptLog();
        Lane lane = client.Model.Lanes.TryAcquire()!;
        Assert.Throws<ArgumentOutOfRangeException>(() => client.RunMeasured(lane, plan, rows, new ScoringContext { Attempts = attempts }));
        client.Model.Lanes.Release(lane);
        ScoringAttempt attempt = Assert.Single(attempts.Attempts);
        Assert.False(attempt.Succeeded);
        Assert.Null(attempt.Status);
    }

    [Fact]
    public async Task Time_is_that_of_the_clients_clock_without_the_wait()
    {
        await using var model = new SlowModel();
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever), rows = SlowModel.Rows(1);
        using CancellationTokenSource cancellation = new(), never = new();
        Task<RecordBatch> running = await model.StartAsync(slow, model.Context(), cancellation.Token);
        var attempts = new AttemptLog();
        Task<RecordBatch> waiting = model.Client.ScoreAsync(rows, new ScoringContext { Attempts = attempts }, never.Token).AsTask();

        model.Clock.Advance(TimeSpan.FromSeconds(5));
        await cancellation.CancelAsync();
        using RecordBatch response = await waiting.OrFail();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);

        ScoringAttempt stopped = Assert.Single(model.Log.Attempts);
        Assert.False(stopped.Succeeded);
        Assert.Equal(TimeSpan.FromSeconds(5), stopped.Duration);
        Assert.Equal(TimeSpan.Zero, Assert.Single(attempts.Attempts).Duration);
    }

    [Fact]
    public async Task Request_of_several_runs_is_one_attempt()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4_batch1");
        var attempts = new AttemptLog();
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4.X.bin"), [4]);
        using RecordBatch response = await client.ScoreAsync(rows, new ScoringContext { Attempts = attempts });
        Assert.Equal(300, Assert.Single(attempts.Attempts).Rows);
    }

    [Fact]
    public async Task Request_of_no_rows_is_no_attempt()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1");
        var attempts = new AttemptLog();
        using RecordBatch rows = RecordBatch.FromValues<float>([1], [1]);
        using RecordBatch response = await client.ScoreAsync(rows.Slice(0, 0), new ScoringContext { Attempts = attempts });
        Assert.Equal(0, response.RowCount);
        Assert.Empty(attempts.Attempts);
    }
}
