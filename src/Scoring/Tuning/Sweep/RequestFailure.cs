namespace Scoring.Tuning.Sweep;

/// <summary>What a failed request means for a sweep.</summary>
internal enum RequestFailure
{
    /// <summary>The endpoint has too much to do: less at once, later.</summary>
    Overloaded,

    /// <summary>The request was too large, by its bytes or for the memory: this size and larger ones are out of the question.</summary>
    TooLarge,

    /// <summary>The endpoint cannot be reached, or breaks off: once more, then the sweep ends.</summary>
    Unreachable,

    /// <summary>Anything else: it would fail again.</summary>
    Final,
}
