using Scoring.Http.Attempts;
using Scoring.Testing;

namespace Scoring.Http.Tests.Attempts;

public class AttemptTimerTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Attempt_is_ended_when_its_time_is_over()
    {
        using AttemptTimer timer = Started(10);
        _clock.Advance(9.999 * s_second);
        Assert.False(timer.Token.IsCancellationRequested);
        _clock.Advance(0.001 * s_second);
        Assert.True(timer.Token.IsCancellationRequested);
        Assert.False(timer.TryStop());
    }

    [Fact]
    public void Timer_that_one_attempt_leaves_does_not_end_the_next_before_its_time()
    {
        using AttemptTimer timer = Started(10);
        Assert.True(timer.TryStop());
        Assert.Equal(1, _clock.ActiveTimers);
        _clock.Advance(6 * s_second);
        timer.Start(10 * s_second, default, default);
        _clock.Advance(9.999 * s_second);
        Assert.False(timer.Token.IsCancellationRequested);
        _clock.Advance(0.001 * s_second);
        Assert.True(timer.Token.IsCancellationRequested);
    }

    [Fact]
    public void Attempt_with_less_time_than_the_one_before_is_ended_in_its_own()
    {
        using AttemptTimer timer = Started(100);
        Assert.True(timer.TryStop());
        timer.Start(s_second, default, default);
        _clock.Advance(s_second);
        Assert.True(timer.Token.IsCancellationRequested);
    }

    [Fact]
    public void Timer_without_an_attempt_ends_nothing()
    {
        using AttemptTimer timer = Started(10);
        Assert.True(timer.TryStop());
        _clock.Advance(20 * s_second);
        Assert.Equal((0, false), (_clock.ActiveTimers, timer.Token.IsCancellationRequested));
        timer.Start(10 * s_second, default, default);
        _clock.Advance(10 * s_second);
        Assert.True(timer.Token.IsCancellationRequested);
    }

    [Fact]
    public void Caller_ends_the_attempt_that_is_under_way_only()
    {
        using var caller = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        using var timer = new AttemptTimer(_clock);
        timer.Start(10 * s_second, other.Token, default);
        Assert.True(timer.TryStop());
        timer.Start(10 * s_second, caller.Token, default);
        other.Cancel();
        Assert.False(timer.Token.IsCancellationRequested);
        caller.Cancel();
        Assert.True(timer.Token.IsCancellationRequested);
        Assert.False(timer.TryStop());
    }

    [Fact]
    public void Time_longer_than_a_timer_can_wait_is_waited_for()
    {
        using AttemptTimer timer = Started(TimeSpan.FromDays(60).TotalSeconds);
        _clock.Advance(TimeSpan.FromDays(59));
        Assert.False(timer.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.True(timer.Token.IsCancellationRequested);
    }

    private AttemptTimer Started(double seconds)
    {
        var timer = new AttemptTimer(_clock);
        timer.Start(seconds * s_second, default, default);
        return timer;
    }
}
