namespace Scoring.Tool.Tests;

public sealed class InterruptionTests : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Clock _clock = new();

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public void First_signal_cancels_and_a_later_one_ends_the_process()
    {
        var interruption = new Interruption(_cancellation, _clock);

        Assert.True(interruption.Signal());
        Assert.True(_cancellation.IsCancellationRequested);
        _clock.Milliseconds += 1000;
        Assert.False(interruption.Signal());
    }

    [Fact]
    public void Signals_that_come_together_are_one()
    {
        var interruption = new Interruption(_cancellation, _clock);

        Assert.True(interruption.Signal());
        _clock.Milliseconds += 10;
        Assert.True(interruption.Signal());
        _clock.Milliseconds += 600;
        Assert.False(interruption.Signal());
    }

    private sealed class Clock : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
