using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Production;

/// <summary>The client's options that are compared with the best fixed ones: the same for all services, but for the latency budget and whether it is an endpoint.</summary>
internal static class AdaptiveOptions
{
    /// <param name="profile">Only its budget and its kind of place may be looked at.</param>
    /// <param name="without">A part of the controller to leave out, for comparison; null for none.</param>
    public static ScoringClientOptions Create(ServiceProfile profile, string? without) => new()
    {
        MaxBatchCount = 200,
        MaxParallelRequests = 1,
    };
}
