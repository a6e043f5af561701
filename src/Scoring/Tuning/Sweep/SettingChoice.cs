namespace Scoring.Tuning.Sweep;

/// <summary>Which setting to recommend.</summary>
/// <remarks>The best of many noisy rates is mostly one that was lucky. So rates are those of the smooth curve through all sizes, and each counts with what it is at least: a setting wins by being good and well known.</remarks>
internal static class SettingChoice
{
    /// <summary>Of settings with at least this part of the best rate the one with the fewest rows in flight is taken: by Little's law the one with the shortest times.</summary>
    private const double NearlyBest = 0.998;

    /// <summary>As many as can be told apart with what is left for it.</summary>
    private const int MostRivals = 6;

    /// <summary>A rate known to this part need not be known better.</summary>
    private const double KnownWellEnough = 0.0025;

    /// <param name="record">All that was measured.</param>
    /// <param name="budget">In seconds; null for none.</param>
    /// <param name="isLocal">Whether requests in flight are lanes.</param>
    /// <returns>Null when nothing was measured.</returns>
    public static TuningSetting? Best(SweepRecord record, double? budget, bool isLocal)
    {
        KnownRate[] known = RatesOf(record);
        if (known.Length == 0) return null;
        KnownRate[] inTime = Within(known, budget);
        if (inTime.Length == 0) return Of(known.MinBy(static one => one.Point.WithWaiting)!.Point, isLocal, FormattableString.Invariant($"no setting is within the budget of {budget * 1e3:0.###} ms; this one comes nearest"));
        double best = inTime.Max(static one => one.AtLeast);
        KnownRate chosen = inTime.Where(one => one.AtLeast >= NearlyBest * best).MinBy(static one => (long)one.Point.Setting.Rows * one.Point.Setting.ParallelRequests)!;
        string within = budget is null ? "" : FormattableString.Invariant($" within the budget of {budget * 1e3:0.###} ms");
        return Of(chosen.Point, isLocal, $"the most rows per second{within}; of settings less than 0.2 % apart the one with the fewest rows in flight");
    }

    /// <summary>Settings that may be the best, by their rates, the highest first; none when there is nothing left to decide.</summary>
    /// <param name="record">All that was measured.</param>
    /// <param name="budget">In seconds; null for none.</param>
    public static Measurements[] Rivals(SweepRecord record, double? budget)
    {
        KnownRate[] known = Within(RatesOf(record), budget);
        if (known.Length < 2) return [];
        double best = known.Max(static one => one.AtLeast);
        KnownRate[] rivals = [.. known.Where(one => one.AtMost >= best).OrderByDescending(static one => one.Rate).Take(MostRivals)];
        return rivals.Length < 2 || rivals.All(static one => one.Error <= KnownWellEnough) ? [] : [.. rivals.Select(static one => one.Point)];
    }

    /// <summary>The 99th percentile of a row: it may have to wait for one of the requests in flight.</summary>
    public static double WithWaiting(TuningPoint point) => WithWaiting(point.P99Seconds, point.ParallelRequests);

    public static double WithWaiting(double p99, int parallel) => (1 + (1.0 / parallel)) * p99;

    private static KnownRate[] Within(KnownRate[] rates, double? budget) => [.. rates.Where(one => budget is null || one.Point.WithWaiting <= budget)];

    private static KnownRate[] RatesOf(SweepRecord record)
    {
        var all = new List<KnownRate>();
        foreach (MeasuredCurve curve in record.Curves)
        {
            for (int i = 0; i < curve.Points.Count; i++) all.Add(new KnownRate(curve.Points[i], curve.RateOf(i), curve.ErrorOf(i)));
        }

        KnownRate[] known = [.. all.Where(static one => one.Point.Rounds >= TuningOptions.FewestRounds)];
        return known.Length > 0 ? known : [.. all];
    }

    private static TuningSetting Of(Measurements point, bool isLocal, string reason) => new()
    {
        Rows = point.Setting.Rows,
        ParallelRequests = point.Setting.ParallelRequests,
        Lanes = isLocal ? point.Setting.ParallelRequests : null,
        RowsPerSecond = point.RowsPerSecond,
        P99Seconds = point.P99,
        Reason = reason,
    };
}
