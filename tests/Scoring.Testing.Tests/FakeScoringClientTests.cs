using Scoring.Records;

namespace Scoring.Testing.Tests;

public sealed class FakeScoringClientTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Batched_rows_get_the_scores_of_the_function()
    {
        FakeScoringClient model = FakeScoringClient.OfNumbers<int, double>(static row => row / 2.0);
        await using IScoringClient<int, double> client = new ScoringClientBuilder(model).Build<int, double>();
        double[] scores = await client.ScoreAsync((int[])[1, 2, 3]);
        Assert.Equal([0.5, 1, 1.5], scores);
        model.Requests.AssertSizes(3);
    }

    [Fact]
    public async Task Failures_come_in_the_order_in_which_they_were_asked_for()
    {
        FakeScoringClient model = FakeScoringClient.OfNumbers<int, int>(static row => row)
            .FailNext(1, 503, TimeSpan.FromSeconds(3))
            .FailNext(1, 400)
            .FailNext(1, static () => new InvalidOperationException("mine"));
        var busy = await Assert.ThrowsAsync<ScoringEndpointException>(() => ScoreAsync(model));
        Assert.Equal((503, TimeSpan.FromSeconds(3)), (busy.Status, busy.RetryAfter));
        Assert.Equal(400, (await Assert.ThrowsAsync<ScoringRefusedException>(() => ScoreAsync(model))).Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ScoreAsync(model));
        await ScoreAsync(model);
        Assert.Equal([503, 400, null, null], model.Requests.Select(static request => request.Status));
        Assert.Equal([true, true, true, false], model.Requests.Select(static request => request.Failed));
    }

    [Fact]
    public async Task Latency_is_waited_for_on_the_clock()
    {
        FakeScoringClient model = FakeScoringClient.OfNumbers<int, int>(static row => row, _clock).WithLatency(static rows => TimeSpan.FromMilliseconds(10 * rows));
        Task score = ScoreAsync(model, 3);
        _clock.Advance(TimeSpan.FromMilliseconds(29));
        Assert.False(score.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await score;
        Assert.Equal(TimeSpan.FromMilliseconds(30), model.Requests[0].EndedAt);
    }

    [Fact]
    public async Task Cancelled_wait_ends_and_is_written_down()
    {
        FakeScoringClient model = FakeScoringClient.OfNumbers<int, int>(static row => row, _clock).WithLatency(static _ => TimeSpan.FromHours(1));
        using var cancellation = new CancellationTokenSource();
        Task score = model.ScoreAsync(RecordBatch.FromValues<int>([1], [], "row"), cancellationToken: cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => score);
        Assert.True(model.Requests[0].Failed);
    }

    [Fact]
    public async Task Row_level_fake_scores_fails_and_is_disposed()
    {
        var fares = new FakeScoringClient<float, float>(static miles => miles < 0 ? throw new ArgumentException("negative") : 2 * miles, _clock).FailNext(1, 503);
        await Assert.ThrowsAsync<ScoringEndpointException>(async () => await fares.ScoreAsync(1));
        Assert.Equal(4, await fares.ScoreAsync(2, new RowOptions(Partition: 7)));
        Assert.Equal(7, fares.Requests[1].Partition);

        float[] scores = new float[3];
        var error = await Assert.ThrowsAsync<ScoringRowsException>(async () => await fares.ScoreAsync((float[])[1, -1, 3], scores));
        Assert.Equal(1, Assert.Single(error.Errors).Index);
        Assert.Equal([2f, 0, 6], scores);

        await fares.DisposeAsync();
        Assert.Equal(1, fares.Disposals);
    }

    [Fact]
    public async Task Too_little_room_for_scores_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await new FakeScoringClient<int, int>(static row => row).ScoreAsync(new int[3], new int[2]));

    private static async Task ScoreAsync(FakeScoringClient model, int rows = 1) => (await model.ScoreAsync(RecordBatch.FromValues<int>(new int[rows], [], "row"))).Dispose();
}
