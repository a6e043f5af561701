namespace Scoring.Resilience;

/// <summary>Tells an endpoint that is being started from one that has too much to do.</summary>
/// <remarks>One that nobody has asked for long is often stopped, and says 503 with Retry-After until it is there again. A request that comes after so long starts it;
/// what is answered like that until the first success is a cold start. Thread-safe; of requests sent at the same moment one may be counted wrongly.</remarks>
internal sealed class ColdStarts(TimeSpan idleTime, TimeProvider clock)
{
    private const int ServiceUnavailable = 503;

    /// <summary>When something was sent last; only valid once <see cref="_hasSent"/>. Written by any thread, as all here.</summary>
    private long _sentAt;

    private bool _hasSent;

    /// <summary>Whether it was asked after a long time, and has not answered since.</summary>
    private bool _isWaking;

    /// <summary>When it was first said to be starting; 0 when it was not.</summary>
    private long _coldSince;

    public void OnSending(long now)
    {
        if (!Volatile.Read(ref _hasSent) || clock.GetElapsedTime(Volatile.Read(ref _sentAt), now) >= idleTime) Volatile.Write(ref _isWaking, true);
        Volatile.Write(ref _sentAt, now);
        Volatile.Write(ref _hasSent, true);
    }

    /// <summary>Whether a failed attempt is part of a cold start.</summary>
    public bool IsOne(ScoringException error)
    {
        if (error is not { Status: ServiceUnavailable, RetryAfter: not null } || !Volatile.Read(ref _isWaking)) return false;
        Interlocked.CompareExchange(ref _coldSince, Math.Max(1, clock.GetTimestamp()), 0);
        return true;
    }

    /// <summary>A request was answered.</summary>
    /// <returns>How long a cold start has taken that ends with it; null when there was none.</returns>
    public TimeSpan? OnAnswered()
    {
        if (!Volatile.Read(ref _isWaking)) return null;
        Volatile.Write(ref _isWaking, false);
        long since = Interlocked.Exchange(ref _coldSince, 0);
        return since == 0 ? null : clock.GetElapsedTime(since);
    }
}
