namespace Scoring.Tuning;

/// <summary>What <see cref="ScoringTuner"/> is about.</summary>
public enum TuningPhase
{
    /// <summary>Each size is sent until its times are steady.</summary>
    WarmUp,

    /// <summary>All settings are measured in rounds of random order.</summary>
    Sweep,

    /// <summary>Sizes around the knee are added and measured.</summary>
    Refinement,

    /// <summary>The recommended setting is tried with rows that arrive at a given rate.</summary>
    LoadCheck,

    /// <summary>The report is ready.</summary>
    Done,
}
