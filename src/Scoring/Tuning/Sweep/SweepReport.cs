using System.Collections.Immutable;
using Scoring.Tuning.Knees;
using Scoring.Tuning.Planning;

namespace Scoring.Tuning.Sweep;

/// <summary>What follows from what a sweep has measured.</summary>
internal static class SweepReport
{
    private const string BudgetName = "largest size within the budget";

    private const string NotTogether = "its requests followed one another instead of being in flight together, as other work took the processors";

    /// <summary>The rate of the largest size is that much more than the one before: it may rise further.</summary>
    private const double StillRises = 1.05;

    public static TuningReport Create(SweepRecord record, SweepSubject subject, TuningOptions options, SweepAllowance allowance, TuningSetting? recommended, ImmutableArray<LoadCheck> checks)
    {
        MeasuredCurve curve = record.CurveAt(record.BestParallel);
        Setting[] missed = [.. record.Missed];
        ImmutableArray<TuningPoint> points = [.. record.Measured.Select(static one => one.ToPoint())];
        var report = new TuningReport
        {
            Key = subject.Key,
            TakenAt = subject.Begin,
            Seconds = allowance.Elapsed.TotalSeconds,
            Requests = allowance.Spent,
            Environment = subject.Environment,
            SampleHash = subject.SampleHash,
            SampleRows = subject.SampleRows,
            Seed = options.Seed,
            P99BudgetSeconds = options.P99Budget?.TotalSeconds,
            ArrivalRate = options.ArrivalRate,
            Points = points,
            FirstCalls = [.. record.FirstCalls.OrderBy(static call => call.Rows)],
            Knee = KneeReading.Within(record.Grid, curve, new Random(options.Seed)),
            LatencyKnee = Verdict(LatencyKnee.Name, LatencyKnee.Definition, curve, curve.Times, static times => LatencyKnee.Find(times)),
            LargestWithinBudget = WithinBudget(points, curve.ParallelRequests, options.P99Budget),
            OtherVerdicts =
            [
                Verdict(ElasticityKnee.Name, ElasticityKnee.Definition, curve, curve.Times, ElasticityKnee.Find),
                Verdict(TwoSegments.Name, TwoSegments.Definition, curve, curve.Medians, TwoSegments.Find),
                Verdict(Kneedle.Name, Kneedle.Definition, curve, curve.Medians, Kneedle.Find),
            ],
            Recommended = recommended,
            LoadChecks = checks,
            Skipped = [.. record.Skipped, .. missed.Select(static setting => new SkippedSetting(setting.Rows, setting.ParallelRequests, NotTogether))],
            PartialReason = record.EndReason,
            HasFailed = record.HasFailed,
            Warnings = [.. record.Warnings, .. WarningsOf(missed), .. WarningsOf(curve, checks)],
        };
        return recommended is null || options.ArrivalRate is not { } rate
            ? report
            : report with { RecommendedForRate = CapacityPlanner.Plan(report.ToProfile(), new PlanOptions { ArrivalRate = rate, P99Budget = options.P99Budget }) };
    }

    private delegate int? Finder(TimeCurve curve);

    private static SizeVerdict Verdict(string name, string definition, MeasuredCurve curve, TimeCurve times, Finder find) =>
        new(name, curve.Points.Count < 2 ? null : find(times), curve.ParallelRequests, definition);

    private static SizeVerdict? WithinBudget(ImmutableArray<TuningPoint> points, int parallel, TimeSpan? budget)
    {
        if (budget is not { } limit) return null;
        TuningPoint? largest = points.LastOrDefault(point => point.ParallelRequests == parallel && SettingChoice.WithWaiting(point) <= limit.TotalSeconds);
        return new SizeVerdict(BudgetName, largest?.Rows, parallel, FormattableString.Invariant(
            $"the most rows per request of which (1 + 1 ÷ requests in flight) × the 99th percentile of a request's time is at most {limit.TotalMilliseconds:0.###} ms"));
    }

    private static IEnumerable<string> WarningsOf(Setting[] missed)
    {
        if (missed.Length > 0)
            yield return $"other work took the processors: {(missed.Length == 1 ? "a setting" : $"{missed.Length} settings")} with several requests in flight could not be measured, and the others may be too slow; measure again when nothing else runs";
    }

    private static IEnumerable<string> WarningsOf(MeasuredCurve curve, ImmutableArray<LoadCheck> checks)
    {
        int last = curve.Points.Count - 1;
        if (last > 0 && curve.RateOf(last) > StillRises * curve.RateOf(last - 1))
            yield return FormattableString.Invariant($"rows per second still rise at {curve.Points[last].Setting.Rows} rows: the best may be beyond; measure larger sizes too");
        if (checks.Any(static check => check.IsClientBound))
            yield return "this process used nearly all processors in the load check: the client was the bottleneck, and the endpoint may do more";
        foreach (LoadCheck check in checks.Where(static check => check.IsFallingBehind && check.Share < 0.9))
            yield return FormattableString.Invariant($"the queue grew at {check.Share:0 %} of the predicted capacity: the capacity is less than it seemed");
    }
}
