namespace Scoring;

/// <summary>What happens to rows for which a partition's queue has no place.</summary>
public enum QueueFullMode
{
    /// <summary>Their caller waits, first come, first served; the default.</summary>
    Wait,

    /// <summary>They end at once with <see cref="ScoringRejectedException"/>.</summary>
    Reject,
}
