namespace Scoring.Simulation.Production;

/// <summary>What the client says of itself in a run.</summary>
internal static class AdaptiveView
{
    /// <summary>The most rows that the first partition puts into a request at the moment; null while it does not say.</summary>
    public static int? CapOf(IScoringClient<long, long> client) => client.GetScheduler() is { } scheduler ? scheduler.Snapshot().Cap : null;
}
