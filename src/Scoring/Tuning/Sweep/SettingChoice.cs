namespace Scoring.Tuning.Sweep;

/// <summary>Which setting to recommend.</summary>
internal static class SettingChoice
{
    /// <summary>Of settings with at least this part of the best rate the one with the fewest rows in flight is taken: by Little's law the one with the shortest times.</summary>
    private const double NearlyBest = 0.99;

    /// <summary>Points that were measured in fewer rounds than most are not chosen: one lucky round would win.</summary>
    private const int FewestRounds = 3;

    /// <param name="points">All points.</param>
    /// <param name="budget">In seconds; null for none.</param>
    /// <param name="isLocal">Whether requests in flight are lanes.</param>
    /// <returns>Null when nothing was measured.</returns>
    public static TuningSetting? Best(IReadOnlyCollection<TuningPoint> points, double? budget, bool isLocal)
    {
        TuningPoint[] known = [.. points.Where(static point => point.Rounds >= FewestRounds)];
        if (known.Length == 0) known = [.. points];
        if (known.Length == 0) return null;
        TuningPoint[] inTime = [.. known.Where(point => budget is null || WithWaiting(point) <= budget)];
        if (inTime.Length == 0) return Of(known.MinBy(WithWaiting)!, isLocal, FormattableString.Invariant($"no setting is within the budget of {budget * 1e3:0.###} ms; this one comes nearest"));
        double best = inTime.Max(static point => point.RowsPerSecond);
        TuningPoint chosen = inTime.Where(point => point.RowsPerSecond >= NearlyBest * best).MinBy(static point => (long)point.Rows * point.ParallelRequests)!;
        string within = budget is null ? "" : FormattableString.Invariant($" within the budget of {budget * 1e3:0.###} ms");
        return Of(chosen, isLocal, $"the most rows per second{within}; of settings less than 1 % apart the one with the fewest rows in flight");
    }

    /// <summary>The 99th percentile of a row: it may have to wait for one of the requests in flight.</summary>
    public static double WithWaiting(TuningPoint point) => (1 + (1.0 / point.ParallelRequests)) * point.P99Seconds;

    private static TuningSetting Of(TuningPoint point, bool isLocal, string reason) => new()
    {
        Rows = point.Rows,
        ParallelRequests = point.ParallelRequests,
        Lanes = isLocal ? point.ParallelRequests : null,
        RowsPerSecond = point.RowsPerSecond,
        P99Seconds = point.P99Seconds,
        Reason = reason,
    };
}
