namespace Scoring.Resilience;

/// <summary>Why an attempt is followed by another.</summary>
internal enum RetryReason
{
    /// <summary>It must not be.</summary>
    None,

    /// <summary>The endpoint is being started.</summary>
    ColdStart,

    /// <summary>The endpoint answered with a status that is retried, or invited to send again.</summary>
    Status,

    /// <summary>No byte of an answer came.</summary>
    Connection,

    /// <summary>No answer came in time.</summary>
    Timeout,
}
