using Scoring.Tuning.Sweep;

namespace Scoring.Tests.Tuning.Sweep;

public class QuietProcessorsTests
{
    [Fact]
    public void Processor_is_shared_when_the_same_work_takes_much_longer_than_at_best()
    {
        var quiet = new QuietProcessors(new ScriptedClock(100, 114, 116, 90, 104), TimeSpan.FromSeconds(1));

        Assert.Equal([true, true, false, true, false], Enumerable.Range(0, 5).Select(_ => quiet.IsQuiet()));
    }

    [Fact]
    public async Task Waiting_ends_when_patience_does()
    {
        var clock = new ScriptedClock(30_000);
        var quiet = new QuietProcessors(clock, TimeSpan.FromMilliseconds(50));
        int pauses = 0;
        for (; quiet.HasPatience; pauses++) await quiet.PauseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, pauses);
        Assert.Equal(TimeSpan.FromMilliseconds(40), clock.Paused);
    }

    [Fact]
    public async Task Pause_ends_when_cancelled()
    {
        var quiet = new QuietProcessors(TimeProvider.System, TimeSpan.FromSeconds(1));

        await quiet.PauseAsync(new CancellationToken(canceled: true));

        Assert.True(quiet.HasPatience);
    }
}
