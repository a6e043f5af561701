namespace Scoring.Tool.Diagnosis;

/// <summary>How much a finding matters.</summary>
internal enum FindingLevel
{
    Ok,

    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>Something is wrong, and can be mended.</summary>
    Problem,
}
