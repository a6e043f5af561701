using Scoring.Simulation.Policies;

namespace Scoring.Simulation.Production;

/// <summary>The client's options for fixed settings.</summary>
internal static class FixedOptions
{
    public static ScoringClientOptions Of(FixedSettings settings) => new()
    {
        AdaptBatchCount = false,
        RefuseLateRows = false,
        MaxBatchCount = settings.Rows,
        MaxParallelRequests = settings.InFlight,
        MaxDelay = TimeSpan.FromTicks(SimulatedTime.ToTicks(settings.Linger)),
        MaxQueuedRows = settings.MaxWaiting,
        QueueFullMode = QueueFullMode.RejectOldest,
    };
}
