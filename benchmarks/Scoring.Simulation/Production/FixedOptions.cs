using Scoring.Simulation.Policies;

namespace Scoring.Simulation.Production;

/// <summary>The client's options for fixed settings.</summary>
internal static class FixedOptions
{
    /// <remarks>The limit of rows that wait has no counterpart: the client cannot refuse those that came first.</remarks>
    public static ScoringClientOptions Of(FixedSettings settings) => new()
    {
        AdaptBatchCount = false,
        RefuseLateRows = false,
        MaxBatchCount = settings.Rows,
        MaxParallelRequests = settings.InFlight,
        MaxDelay = TimeSpan.FromTicks(SimulatedTime.ToTicks(settings.Linger)),
        MaxQueuedRows = int.MaxValue,
    };
}
