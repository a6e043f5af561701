namespace Scoring.Fallback;

/// <summary>Why the other client is asked.</summary>
internal enum FallbackReason
{
    /// <summary>The first one has not answered in time.</summary>
    Slow,

    /// <summary>It has failed.</summary>
    Failed,
}
