namespace Scoring.Benchmarks.Adaptive.Settings;

/// <summary>How a client puts rows into requests.</summary>
/// <param name="MaxBatchCount">The client's setting; null for the default.</param>
/// <param name="Lanes">Requests that the model runs at once.</param>
/// <param name="Adapts">Whether the size of requests is found by measuring, up to that.</param>
/// <param name="AdaptsParallel">Whether the number of requests in flight is, up to the lanes.</param>
internal sealed record ClientSetting(int? MaxBatchCount, int Lanes, bool Adapts = false, bool AdaptsParallel = false)
{
    public string Name => (Adapts, AdaptsParallel, MaxBatchCount) switch
    {
        (false, _, _) => $"batch {MaxBatchCount}, lanes {Lanes}",
        (true, false, null) => "default options",
        (true, false, _) => $"MaxBatchCount {MaxBatchCount}",
        (true, true, _) => $"MaxBatchCount {MaxBatchCount}, AdaptParallelRequests",
    };

    /// <summary>A fixed setting has no controller at all.</summary>
    public ScoringClientOptions ToOptions() => new()
    {
        MaxBatchCount = MaxBatchCount,
        AdaptBatchCount = Adapts,
        AdaptParallelRequests = AdaptsParallel,
        RefuseLateRows = Adapts,
    };
}
