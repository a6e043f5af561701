namespace Scoring.Testing;

/// <summary>An endpoint that has scaled down starts again when a request comes.</summary>
/// <param name="Time">How long that takes.</param>
/// <param name="IdleAfter">The time without requests after which it scales down; it is cold when a run begins.</param>
public sealed record ColdStart(TimeSpan Time, TimeSpan IdleAfter)
{
    /// <summary>Whether requests that come meanwhile are answered 503 at once, as Azure ML does, rather than kept waiting until it has started.</summary>
    public bool RefusesMeanwhile { get; init; }

    /// <summary>How long a refused caller is asked to wait; null, the default, for no word of it.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
