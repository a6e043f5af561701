namespace Scoring.Testing.Tests;

/// <summary>The clock of the tests does what the system's would, when it is told to.</summary>
public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<long> _fired = [];

    [Fact]
    public void Clock_moves_by_what_it_is_told()
    {
        (DateTimeOffset start, long timestamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromMilliseconds(1.5));
        Assert.Equal(TimeSpan.FromMilliseconds(1.5), _clock.GetUtcNow() - start);
        Assert.Equal(TimeSpan.FromMilliseconds(1.5), _clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due_each_at_its_time()
    {
        Set(30);
        Set(10);
        Set(20);
        _clock.Advance(TimeSpan.FromMilliseconds(25));
        Assert.Equal([10, 20], _fired);
        Assert.Equal(1, _clock.ActiveTimers);
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal([10, 20, 30], _fired);
        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Fact]
    public void Periodic_timer_fires_until_it_is_disposed()
    {
        ITimer timer = Set(10, 5);
        _clock.Advance(TimeSpan.FromMilliseconds(21));
        timer.Dispose();
        _clock.Advance(TimeSpan.FromMilliseconds(21));
        Assert.Equal([10, 15, 20], _fired);
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void Timer_can_be_stopped_and_set_again()
    {
        ITimer timer = Set(10);
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Empty(_fired);
        timer.Change(TimeSpan.FromMilliseconds(7.9), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromMilliseconds(7));
        Assert.Equal([57], _fired);
    }

    [Fact]
    public void Timer_that_sets_itself_again_at_once_does_not_stop_the_clock()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(_ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(1, _clock.ActiveTimers);
        timer.Dispose();
    }

    [Fact]
    public void Timer_longer_than_the_systems_can_be_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(static _ => { }, null, TimeSpan.FromDays(50), Timeout.InfiniteTimeSpan));

    private ITimer Set(double milliseconds, double period = -1)
    {
        long start = _clock.GetTimestamp();
        return _clock.CreateTimer(
            _ => _fired.Add((_clock.GetTimestamp() - start) / TimeSpan.TicksPerMillisecond), null, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(period));
    }
}
