namespace Scoring.Testing;

/// <summary>For a while an endpoint answers every request with an error, without scoring it.</summary>
/// <param name="Start">From the start of the run.</param>
/// <param name="Length">How long.</param>
public sealed record ServiceOutage(TimeSpan Start, TimeSpan Length)
{
    /// <summary>The time from the beginning of one outage to that of the next; null for a single one.</summary>
    public TimeSpan? Period { get; init; }

    /// <summary>The HTTP status; 503 by default.</summary>
    public int Status { get; init; } = 503;

    /// <summary>How long a caller is asked to wait; null, the default, for no word of it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The time until the answer comes; 1 ms by default.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromMilliseconds(1);

    internal bool Includes(TimeSpan time)
    {
        if (time < Start) return false;
        TimeSpan since = time - Start;
        return (Period is { } period ? TimeSpan.FromTicks(since.Ticks % period.Ticks) : since) < Length;
    }
}
