namespace Scoring.Tests.Batching.Simulation;

/// <summary>How a row ended.</summary>
internal enum RowFate
{
    None,
    Scored,
    Failed,
    Cancelled,
    Late,
    QueueFull,
    WaitedTooLong,
    ShutDown,
    TurnedAway,
}
