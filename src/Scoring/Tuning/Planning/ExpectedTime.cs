namespace Scoring.Tuning.Planning;

/// <summary>How long rows take, waiting included.</summary>
/// <remarks>
/// A row that finds all places taken waits for the next one that is free: 1 ÷ k of a request, k being in flight. That is all as long as every request takes all that waits. Near the capacity rows are left
/// over now and then; how long those wait is Kingman's formula ("The single server queue in heavy traffic", 1961) for rows that come at random, of which a request takes b at once: their number varies by 1 ÷ b,
/// the time of a request by the square of its deviation, and what waits longest is distributed exponentially.
/// </remarks>
internal static class ExpectedTime
{
    public const string Formula = "p99 = (1 + 1/k) · t99 + ln(100) · u/(1 − u) · (1/b + s²)/2 · t/k, where k requests of b rows are in flight at a replica, t is the time of a request, t99 its 99th percentile, s the deviation of its logarithm and u the utilization";

    /// <summary>Null where the queue grows without end.</summary>
    public static double? P99(KnownSetting setting, double utilization)
    {
        if (utilization >= 1) return null;
        double k = setting.ParallelRequests, variation = ((1.0 / setting.Rows) + (setting.Noise * setting.Noise)) / 2;
        return ((1 + (1 / k)) * setting.P99Seconds) + (Math.Log(100) * utilization / (1 - utilization) * variation * setting.Seconds / k);
    }
}
