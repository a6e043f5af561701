namespace Scoring.Diagnostics;

/// <summary>How many requests were sent, by the reason why they held as many rows as they did.</summary>
/// <remarks>Immutable.</remarks>
public sealed record DispatchCounts
{
    /// <summary>As many rows as a request is filled to; more waited.</summary>
    public long Full { get; init; }

    /// <summary>All rows that waited.</summary>
    public long Emptied { get; init; }

    /// <summary>A share of those that waited, as other requests could take the rest at the same time.</summary>
    public long Shared { get; init; }

    /// <summary>A size that was tried to learn its time.</summary>
    public long Trial { get; init; }

    /// <summary>Fewer than waited, so that the model computes no padding.</summary>
    public long Step { get; init; }

    /// <summary>Fewer than waited, so that the first row is in time; or sent at once, as a row could not wait for <see cref="ScoringClientOptions.MaxDelay"/>.</summary>
    public long Deadline { get; init; }

    /// <summary>What had come when <see cref="ScoringClientOptions.MaxDelay"/> was over.</summary>
    public long Delay { get; init; }

    /// <summary>What was left when the client was disposed.</summary>
    public long Drain { get; init; }

    /// <summary>All together.</summary>
    public long Total => Full + Emptied + Shared + Trial + Step + Deadline + Delay + Drain;
}
