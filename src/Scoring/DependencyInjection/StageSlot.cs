namespace Scoring.DependencyInjection;

/// <summary>Where a stage stands, outermost first, whatever order it was written in.</summary>
internal enum StageSlot
{
    /// <summary>Custom stages that were written before any other.</summary>
    Outermost,

    Telemetry,
    FailedState,
    Fallback,
    Isolation,
    Retry,
    HotSwap,
}
