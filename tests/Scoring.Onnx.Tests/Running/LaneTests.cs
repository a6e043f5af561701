using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>As many requests run at once as there are lanes; the others wait their turn.</summary>
public sealed class LaneTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task As_many_requests_run_at_once_as_there_are_lanes(int lanes, bool runInline)
    {
        await using var model = new SlowModel(lanes);
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever), rows = SlowModel.Rows(1);
        using CancellationTokenSource cancellation = new(), never = new();
        var running = new List<Task<RecordBatch>>();
        for (int i = 0; i < lanes; i++) running.Add(await model.StartAsync(slow, model.Context(runInline: runInline), cancellation.Token));
        var attempts = new AttemptLog();
        Task<RecordBatch>[] waiting =
        [
            model.Client.ScoreAsync(rows, new ScoringContext { Attempts = attempts }, never.Token).AsTask(),
            model.Client.ScoreAsync(rows, new ScoringContext { Attempts = attempts, RunInline = true }, never.Token).AsTask(),
            model.Client.ScoreAsync(rows, new ScoringContext { Attempts = attempts }).AsTask(),
        ];
        Assert.DoesNotContain(running.Concat(waiting), task => task.IsCompleted);
        Assert.Empty(attempts.Attempts);

        await cancellation.CancelAsync();
        foreach (Task<RecordBatch> task in waiting) (await task.OrFail()).Dispose();
        foreach (Task<RecordBatch> task in running) await Assert.ThrowsAnyAsync<OperationCanceledException>(task.OrFail);
        Assert.Equal(3, attempts.Attempts.Count);
    }

    [Fact]
    public async Task Requests_run_in_the_order_in_which_they_came()
    {
        await using var model = new SlowModel();
        using RecordBatch slow = SlowModel.Rows(SlowModel.Forever), rows = SlowModel.Rows(new long[20]);
        using CancellationTokenSource cancellation = new(), never = new();
        Task<RecordBatch> running = await model.StartAsync(slow, new ScoringContext { Attempts = new AttemptLog() }, cancellation.Token);

        // Told apart by their sizes; some could run on their caller's thread, were there a free lane.
        Task<RecordBatch>[] waiting = [.. Enumerable.Range(1, 20).Select(size => model.Client.ScoreAsync(rows.Slice(0, size), model.Context(runInline: size % 3 == 0), never.Token).AsTask())];
        await cancellation.CancelAsync();

        foreach (Task<RecordBatch> task in waiting) (await task.OrFail()).Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(running.OrFail);
        Assert.Equal(Enumerable.Range(1, 20), model.Log.Attempts.Select(attempt => attempt.Rows));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_that_lends_its_thread_or_cannot_be_cancelled_has_run_when_the_call_returns(bool lends)
    {
        await using OnnxScoringClient client = TestModels.Load("identity1");
        using var cancellation = new CancellationTokenSource();
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2], [1]);
        ValueTask<RecordBatch> response = lends
            ? client.ScoreAsync(rows, new ScoringContext { RunInline = true, Deadline = Deadline.After(TimeSpan.FromHours(1)) }, cancellation.Token)
            : client.ScoreAsync(rows);
        Assert.True(response.IsCompletedSuccessfully);
        using RecordBatch scores = await response;
        Assert.Equal([1, 2], scores.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Response_can_be_awaited_once_and_however_one_likes()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1");
        using var never = new CancellationTokenSource();
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2], [1]);
        for (int i = 0; i < 100; i++)
        {
            ValueTask<RecordBatch> response = client.ScoreAsync(rows, default, never.Token);
            using RecordBatch scores = (i % 3) switch
            {
                0 => await response,
                1 => await response.AsTask().OrFail(),
                _ => await response.Preserve(),
            };
            Assert.Equal(2, scores.RowCount);
        }
    }
}
