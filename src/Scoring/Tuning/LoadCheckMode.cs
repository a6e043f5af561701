namespace Scoring.Tuning;

/// <summary>How rows arrive in the load check of <see cref="ScoringTuner"/>.</summary>
public enum LoadCheckMode
{
    /// <summary>There is no load check.</summary>
    None,

    /// <summary>At random times, independent of one another, as from many callers.</summary>
    Poisson,

    /// <summary>At even distances.</summary>
    Constant,
}
