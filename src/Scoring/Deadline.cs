using Scoring.Concurrency;

namespace Scoring;

/// <summary>A point in time after which a score is of no use, on the clock it was made with.</summary>
/// <remarks>It keeps its <see cref="TimeProvider"/> and a monotonic timestamp, so that a change of the wall clock moves no deadline and no two clocks are mixed up.</remarks>
public readonly record struct Deadline
{
    private readonly TimeProvider? _clock;
    private readonly long _timestamp;

    private Deadline(TimeProvider clock, long timestamp)
    {
        _clock = clock;
        _timestamp = timestamp;
    }

    /// <summary>No deadline; the default value.</summary>
    public static Deadline None => default;

    /// <summary>Whether there is no deadline.</summary>
    public bool IsNone => _clock is null;

    /// <summary>Whether the time is over.</summary>
    public bool HasExpired => Remaining <= TimeSpan.Zero;

    /// <summary>The time left, negative when it is over; <see cref="TimeSpan.MaxValue"/> when there is no deadline.</summary>
    public TimeSpan Remaining => _clock is null ? TimeSpan.MaxValue : _clock.GetElapsedTime(_clock.GetTimestamp(), _timestamp);

    internal TimeProvider Clock => _clock ?? TimeProvider.System;

    /// <summary>
    /// What to set a timer to: the time left, in whole milliseconds because timers cut what is below, and at most what a timer can wait.
    /// One that fires looks at <see cref="HasExpired"/> and, if it came too early, is set again.
    /// </summary>
    internal TimeSpan TimerDue => TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(Remaining.TotalMilliseconds), 1, TimerLimit.Longest.TotalMilliseconds));

    /// <summary>
    /// When it is over, as a timestamp of a clock; <see cref="long.MaxValue"/> when there is no deadline. The clock is only read if it is not the deadline's own: then what it
    /// says is as exact as the two readings are close together.
    /// </summary>
    internal long TimestampOn(TimeProvider clock)
    {
        if (_clock is null) return long.MaxValue;
        return ReferenceEquals(_clock, clock) ? _timestamp : TimestampAfter(Remaining, clock);
    }

    /// <summary>The later of two; none is the earliest.</summary>
    internal static Deadline Later(Deadline left, Deadline right) => left.IsNone || (!right.IsNone && right.IsLaterThan(left)) ? right : left;

    /// <summary>The earlier of two; none is the latest.</summary>
    internal static Deadline Earlier(Deadline left, Deadline right) => left.IsNone || (!right.IsNone && left.IsLaterThan(right)) ? right : left;

    /// <summary>A deadline some time from now.</summary>
    /// <param name="time">The time left; <see cref="Timeout.InfiniteTimeSpan"/> or <see cref="TimeSpan.MaxValue"/> for none.</param>
    /// <param name="clock">The clock; the system's when left out.</param>
    public static Deadline After(TimeSpan time, TimeProvider? clock = null)
    {
        if (time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue) return None;
        clock ??= TimeProvider.System;
        return new Deadline(clock, TimestampAfter(time, clock));
    }

    private static long TimestampAfter(TimeSpan time, TimeProvider clock) =>
        clock.GetTimestamp() + (long)Math.Clamp(Math.Round(time.TotalSeconds * clock.TimestampFrequency), long.MinValue / 4, long.MaxValue / 4);

    private bool IsLaterThan(in Deadline other) => ReferenceEquals(_clock, other._clock) ? _timestamp > other._timestamp : Remaining > other.Remaining;
}
