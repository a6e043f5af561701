namespace Scoring.Concurrency;

/// <summary>How long a timer can wait: about 49 days. More is an error for <see cref="TimeProvider"/>, but a legal time here.</summary>
internal static class TimerLimit
{
    public static TimeSpan Longest { get; } = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
}
