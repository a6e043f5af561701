using Scoring.Concurrency;
using Scoring.Tests.Fakes;
using Scoring.Tuning.Sweep;

namespace Scoring.Tests.Tuning.Sweep;

public class ClosedLoopTests
{
    private readonly List<int> _sent = [];

    [Fact]
    public async Task Nothing_is_sent_while_others_use_the_processor()
    {
        var clock = new ScriptedClock(100, 150, 20_000, 160, 20_000, 100);
        var quiet = new QuietProcessors(clock, TimeSpan.FromSeconds(1));
        Assert.True(quiet.IsQuiet());
        using SampleBatches batches = Batches();

        Visit visit = await Loop(batches, quiet).RunAsync(new Setting(8, 1), 3, TestContext.Current.CancellationToken);

        Assert.Equal([8, 8, 8], _sent);
        Assert.Equal((3, 3), (visit.Requests, visit.Times.Count));
        Assert.Equal(TimeSpan.FromMilliseconds(40), clock.Paused);
    }

    [Fact]
    public async Task Patience_that_is_over_and_cancellation_end_the_waiting()
    {
        var clock = new ScriptedClock(100, 150, 20_000, 150);
        var quiet = new QuietProcessors(clock, TimeSpan.FromMilliseconds(15));
        Assert.True(quiet.IsQuiet());
        using SampleBatches batches = Batches();

        Visit impatient = await Loop(batches, quiet).RunAsync(new Setting(8, 1), 3, TestContext.Current.CancellationToken);
        Visit cancelled = await Loop(batches, new QuietProcessors(clock, TimeSpan.FromSeconds(1))).RunAsync(new Setting(8, 1), 2, new CancellationToken(canceled: true));

        Assert.Equal((3, 2), (impatient.Requests, cancelled.Requests));
        Assert.Equal(TimeSpan.FromMilliseconds(20), clock.Paused);
    }

    [Theory]
    [InlineData(64, new[] { 64, 8, 8, 8 })]
    [InlineData(16, new[] { 16, 8, 8, 8 })]
    [InlineData(15, new[] { 8, 8, 8 })]
    [InlineData(0, new[] { 8, 8, 8 })]
    public async Task Longer_request_comes_first_and_has_no_time(int opening, int[] expected)
    {
        using SampleBatches batches = Batches();
        ClosedLoop loop = Loop(batches, quiet: null);
        loop.OpeningRows = opening;

        Visit visit = await loop.RunAsync(new Setting(8, 1), 3, TestContext.Current.CancellationToken);

        Assert.Equal(expected, _sent);
        Assert.Equal((expected.Length, 3), (visit.Requests, visit.Times.Count));
    }

    [Fact]
    public async Task Loop_whose_first_request_fails_keeps_no_other_waiting()
    {
        using SampleBatches batches = Batches();
        int longer = 0;
        ClosedLoop loop = Loop(batches, quiet: null, rows => Assert.False(rows == 64 && Interlocked.Increment(ref longer) == 1, "the first one fails"));
        loop.OpeningRows = 64;

        Visit visit = await loop.RunAsync(new Setting(8, 2), 3, TestContext.Current.CancellationToken);

        Assert.NotNull(visit.Error);
        Assert.Equal(2, longer);
    }

    private static SampleBatches Batches() => new(LongModel.Batch(200));

    private ClosedLoop Loop(SampleBatches batches, QuietProcessors? quiet, Action<int>? onScore = null)
    {
        var client = new ScriptedLeaf
        {
            OnScore = (rows, _, _) =>
            {
                lock (_sent) _sent.Add(rows.RowCount);
                onScore?.Invoke(rows.RowCount);
                return new(rows.Share());
            },
        };
        return new ClosedLoop(client, batches, TimeProvider.System, ThreadPoolStarter.Instance, isLocal: true, quiet);
    }
}
