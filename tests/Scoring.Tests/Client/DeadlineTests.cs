using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Client;

public class DeadlineTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Remaining_counts_down_and_below_zero()
    {
        var clock = new ManualTimeProvider();
        var deadline = Deadline.After(s_second, clock);

        Assert.Equal((s_second, false, false), (deadline.Remaining, deadline.HasExpired, deadline.IsNone));
        clock.Advance(0.4 * s_second);
        Assert.Equal((0.6 * s_second, false), (deadline.Remaining, deadline.HasExpired));
        clock.Advance(0.6 * s_second);
        Assert.Equal((TimeSpan.Zero, true), (deadline.Remaining, deadline.HasExpired));
        clock.Advance(s_second);
        Assert.Equal((-s_second, true), (deadline.Remaining, deadline.HasExpired));
    }

    [Fact]
    public void None_never_comes()
    {
        Assert.True(Deadline.None.IsNone);
        Assert.True(default(Deadline).IsNone);
        Assert.False(Deadline.None.HasExpired);
        Assert.Equal(TimeSpan.MaxValue, Deadline.None.Remaining);
    }

    [Fact]
    public void Infinite_and_the_longest_time_are_none()
    {
        var clock = new ManualTimeProvider();

        Assert.True(Deadline.After(Timeout.InfiniteTimeSpan, clock).IsNone);
        Assert.True(Deadline.After(TimeSpan.MaxValue, clock).IsNone);
    }

    [Fact]
    public void Deadline_without_a_clock_is_on_the_systems() => Assert.Same(TimeProvider.System, Deadline.After(s_second).Clock);

    [Fact]
    public void Deadline_keeps_its_clock()
    {
        var clock = new ManualTimeProvider();

        Assert.Same(clock, Deadline.After(s_second, clock).Clock);
    }

    [Fact]
    public void Timestamp_is_that_of_the_clock_it_is_asked_for()
    {
        var clock = new ManualTimeProvider();
        var other = new ManualTimeProvider();
        other.Advance(100 * s_second);
        var deadline = Deadline.After(s_second, clock);
        clock.Advance(0.4 * s_second);

        Assert.Equal(clock.GetTimestamp() + (0.6 * s_second).Ticks, deadline.TimestampOn(clock));
        Assert.Equal(other.GetTimestamp() + (0.6 * s_second).Ticks, deadline.TimestampOn(other));
        Assert.Equal(long.MaxValue, Deadline.None.TimestampOn(clock));
    }

    [Fact]
    public void Timestamp_on_another_clock_is_right_a_millisecond_after_the_deadline()
    {
        var clock = new ManualTimeProvider();
        var other = new ManualTimeProvider();
        var deadline = Deadline.After(s_second, clock);
        clock.Advance(s_second + TimeSpan.FromMilliseconds(1));

        Assert.Equal(other.GetTimestamp() - TimeSpan.TicksPerMillisecond, deadline.TimestampOn(other));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(36_500)]
    [InlineData(2_000_000)]
    public void Huge_times_are_kept(int days)
    {
        var clock = new ManualTimeProvider();
        var deadline = Deadline.After(TimeSpan.FromDays(days), clock);
        clock.Advance(TimeSpan.FromDays(50));

        Assert.Equal(days - 50, deadline.Remaining.TotalDays, precision: 3);
        Assert.False(deadline.HasExpired);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(10_000_000)]
    [InlineData(1_000_000_000)]
    [InlineData(long.MaxValue / 1000)]
    public void Longest_times_but_one_neither_expire_nor_overflow_on_any_clock(long frequency)
    {
        var clock = new TickingClock(frequency) { Now = frequency };
        var deadline = Deadline.After(TimeSpan.MaxValue - TimeSpan.FromTicks(1), clock);

        Assert.False(deadline.HasExpired);
        clock.Now += frequency * 10;
        Assert.False(deadline.HasExpired);
        Assert.True(deadline.Remaining > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(10_000_000)]
    [InlineData(1_000_000_000)]
    public void Shortest_times_have_expired_on_any_clock(long frequency)
    {
        var clock = new TickingClock(frequency) { Now = frequency };

        foreach (TimeSpan time in new[] { TimeSpan.MinValue, TimeSpan.FromDays(-100_000), TimeSpan.FromSeconds(-5), TimeSpan.Zero })
        {
            var deadline = Deadline.After(time, clock);
            Assert.True(deadline.HasExpired, $"{time} has not expired.");
            clock.Now += frequency;
            Assert.True(deadline.HasExpired, $"{time} has not expired a second later.");
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9_999, 1)]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 2)]
    [InlineData(25_000, 3)]
    [InlineData(0, 1)]
    [InlineData(-50_000, 1)]
    [InlineData(long.MaxValue / 2, uint.MaxValue - 1)]
    public void TimerDue_is_in_whole_milliseconds_that_a_timer_takes(long ticks, long milliseconds)
    {
        var clock = new ManualTimeProvider();

        TimeSpan due = Deadline.After(TimeSpan.FromTicks(ticks), clock).TimerDue;

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), due);
        using ITimer timer = TimeProvider.System.CreateTimer(static _ => { }, null, due, Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Deadlines_of_one_time_on_one_clock_are_equal()
    {
        var clock = new ManualTimeProvider();

        Assert.Equal(Deadline.After(s_second, clock), Deadline.After(s_second, clock));
        Assert.NotEqual(Deadline.After(s_second, clock), Deadline.After(2 * s_second, clock));
        Assert.NotEqual(Deadline.After(s_second, clock), Deadline.After(s_second, new ManualTimeProvider()));
    }
}
