namespace Scoring.Resilience;

/// <summary>Keeps retries a small part of what is sent, so that a storm does not double the load: a bucket of tokens, filled by answers and by time, emptied by retries.</summary>
/// <remarks>
/// An empty bucket delays: a retry takes a token that is still to come and waits for it. However empty it is, a partition has one retry per longest back-off.
/// Thread-safe.
/// </remarks>
internal sealed class RetryBudget(RetryOptions options)
{
    /// <summary>Partitions of which it is known when they last had a retry; more are looked through for old ones.</summary>
    private const int ManyPartitions = 256;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock = options.TimeProvider;

    /// <summary>When each partition has its latest retry, perhaps still to come. Under <see cref="_lock"/>.</summary>
    private readonly Dictionary<int, long> _latest = [];

    /// <summary>Negative when tokens were taken that are still to come. Under <see cref="_lock"/>.</summary>
    private double _tokens = options.BudgetBurst;

    /// <summary>When the tokens were counted. Under <see cref="_lock"/>.</summary>
    private long _countedAt = options.TimeProvider.GetTimestamp();

    /// <summary>A request was answered.</summary>
    public void OnAnswered()
    {
        lock (_lock) _tokens = Math.Min(options.BudgetBurst, _tokens + options.BudgetRatio);
    }

    /// <summary>Takes a token.</summary>
    /// <returns>How long to wait for it.</returns>
    public TimeSpan Take(int partition)
    {
        lock (_lock)
        {
            long now = _clock.GetTimestamp();
            CountUnsynchronized(now);
            long assured = AssuredUnsynchronized(partition, now);
            long due = now + Timestamps(_tokens >= 1 ? 0 : (1 - _tokens) / options.BudgetPerSecond);
            if (due <= assured) _tokens--;
            else due = assured;
            NoteUnsynchronized(partition, due, now);
            return _clock.GetElapsedTime(now, due);
        }
    }

    private void CountUnsynchronized(long now)
    {
        double seconds = _clock.GetElapsedTime(_countedAt, now).TotalSeconds;
        _tokens = Math.Min(options.BudgetBurst, _tokens + (seconds * options.BudgetPerSecond));
        _countedAt = now;
    }

    /// <summary>When the partition has its next retry at the latest.</summary>
    private long AssuredUnsynchronized(int partition, long now) =>
        _latest.TryGetValue(partition, out long latest) ? Math.Max(now, latest + Timestamps(options.MaxDelay.TotalSeconds)) : now;

    private void NoteUnsynchronized(int partition, long due, long now)
    {
        if (_latest.Count >= ManyPartitions && !_latest.ContainsKey(partition)) ForgetUnsynchronized(now - Timestamps(options.MaxDelay.TotalSeconds));
        _latest[partition] = _latest.TryGetValue(partition, out long latest) ? Math.Max(latest, due) : due;
    }

    private void ForgetUnsynchronized(long before)
    {
        foreach ((int partition, long latest) in _latest)
        {
            if (latest < before) _latest.Remove(partition);
        }
    }

    /// <summary>At most so much that no sum overflows.</summary>
    private long Timestamps(double seconds) => (long)Math.Min(Math.Ceiling(seconds * _clock.TimestampFrequency), long.MaxValue / 8);
}
