namespace Scoring.Resilience;

/// <summary>How long to wait before an attempt: exponential with full jitter.</summary>
/// <remarks>M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: of the usual forms the one that causes the least work.</remarks>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, int seed)
{
    /// <summary>Doubling further changes nothing: a tick doubled so often is longer than any time.</summary>
    private const int MostDoublings = 62;

    private readonly Lock _lock = new();

    /// <summary>Under <see cref="_lock"/>: a seeded generator takes no two callers at once.</summary>
    private readonly Random _random = new(seed);

    /// <summary>The longest wait after so many attempts have failed.</summary>
    /// <param name="failures">1 or more.</param>
    public TimeSpan Ceiling(int failures)
    {
        double ticks = Math.ScaleB(first.Ticks, Math.Min(failures - 1, MostDoublings));
        return ticks >= longest.Ticks ? longest : TimeSpan.FromTicks((long)ticks);
    }

    /// <summary>A wait after so many attempts have failed: evenly distributed up to <see cref="Ceiling"/>.</summary>
    public TimeSpan Next(int failures)
    {
        lock (_lock) return Ceiling(failures) * _random.NextDouble();
    }
}
