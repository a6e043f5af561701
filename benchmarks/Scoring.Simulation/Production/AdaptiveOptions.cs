using Scoring.Batching.Control;
using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Production;

/// <summary>The client's options that are compared with the best fixed ones: the same for all services, but for the latency budget and whether it is an endpoint.</summary>
internal static class AdaptiveOptions
{
    /// <summary>What can be left out.</summary>
    public static readonly string[] Parts = ["refusal", "drift", "growth", "normalisation"];

    private const int MaxParallelRequests = 32;
    private const int StartRemote = 20;

    /// <param name="profile">Only its budget and its kind of place may be looked at.</param>
    /// <param name="without">A part of the controller to leave out, for comparison; null for none.</param>
    public static ScoringClientOptions Create(ServiceProfile profile, string? without) => new()
    {
        P99Budget = TimeSpan.FromTicks(profile.BudgetTicks),
        AdaptParallelRequests = true,
        StartParallelRequests = profile.IsRemote ? StartRemote : 1,
        MaxParallelRequests = MaxParallelRequests,
        MaxQueuedRows = int.MaxValue,
        RefuseLateRows = without != "refusal",
        Control = new ControlSwitches { DetectsDrift = without != "drift", TriesSizes = without != "growth", NormalisesProbes = without != "normalisation" },
    };
}
