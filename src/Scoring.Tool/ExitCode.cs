namespace Scoring.Tool;

/// <summary>What the process says when it ends.</summary>
internal enum ExitCode
{
    Ok = 0,
    Unexpected = 1,
    Usage = 2,

    /// <summary>Some rows have no score, a gate was not met, or there is a problem.</summary>
    RowsFailed = 3,

    /// <summary>The model, or the endpoint, cannot be used.</summary>
    ModelUnusable = 4,
    Cancelled = 130,
}
