namespace Scoring;

/// <summary>What is known of a failed attempt besides its status.</summary>
public enum AttemptFailure
{
    /// <summary>Nothing: the status says it, if anything does.</summary>
    Unspecified,

    /// <summary>There was no complete answer in time.</summary>
    Timeout,

    /// <summary>The request was too large for the model or the endpoint, as of memory: one with fewer rows may be fine.</summary>
    TooLarge,
}
