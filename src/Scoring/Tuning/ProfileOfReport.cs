using System.Collections.Immutable;
using Scoring.Diagnostics;

namespace Scoring.Tuning;

/// <summary>What a client can use of a report.</summary>
internal static class ProfileOfReport
{
    /// <summary>Above that a time counts as far off; the tail that a client expects is the excess of the slowest 3 of 100.</summary>
    private const double LeastNoise = 0.01;

    public static TuningProfile Create(TuningReport report)
    {
        TuningPoint[] alone = [.. CurveOfFewest(report.Points)];
        if (alone.Length == 0) throw new ScoringProfileException("The report has no measured point, so there is nothing for a profile. Its Warnings and PartialReason say why.");
        return new TuningProfile
        {
            Key = report.Key,
            TakenAt = report.TakenAt,
            Cap = report.Recommended?.Rows ?? 0,
            ParallelRequests = report.Recommended?.ParallelRequests,
            Noise = Math.Max(LeastNoise, Middle(report.Points.Select(static point => NoiseOf(point)))),
            Tail = Middle(report.Points.Select(static point => Math.Max(0, Math.Log(point.P99Seconds / point.MedianSeconds)))),
            Sizes = [.. alone.Select(static point => new MeasuredSize(point.Rows, point.MedianSeconds, Math.Min(point.Samples, 20)))],
            Inflation = InflationOf(report.Points, alone[0].ParallelRequests),
            Environment = report.Environment,
            SampleHash = report.SampleHash,
            Points = report.Points,
            Knee = report.Knee,
            Recommended = report.Recommended,
        };
    }

    private static IEnumerable<TuningPoint> CurveOfFewest(ImmutableArray<TuningPoint> points) =>
        points.GroupBy(static point => point.ParallelRequests).OrderBy(static group => group.Key).FirstOrDefault()?.OrderBy(static point => point.Rows) ?? Enumerable.Empty<TuningPoint>();

    /// <summary>The deviation of the logarithm of which the confidence interval of a median of so many rounds is what was found.</summary>
    private static double NoiseOf(TuningPoint point) => Math.Log(point.HighSeconds / point.LowSeconds) / 2 / 1.96 * Math.Sqrt(point.Rounds) / 1.2533;

    /// <summary>How many times as long a request takes with 1, 2, 3, … in flight: between those that were measured by straight lines.</summary>
    private static ImmutableArray<double> InflationOf(ImmutableArray<TuningPoint> points, int fewest)
    {
        if (fewest > 1) return [1];
        var alone = points.Where(static point => point.ParallelRequests == 1).ToDictionary(static point => point.Rows, static point => point.MedianSeconds);
        ImmutableArray<double>.Builder inflation = ImmutableArray.CreateBuilder<double>();
        inflation.Add(1);
        foreach (IGrouping<int, TuningPoint> group in points.Where(static point => point.ParallelRequests > 1).GroupBy(static point => point.ParallelRequests).OrderBy(static group => group.Key))
        {
            double[] factors = [.. group.Where(point => alone.ContainsKey(point.Rows)).Select(point => point.MedianSeconds / alone[point.Rows])];
            if (factors.Length > 0) AddUpTo(inflation, group.Key, Math.Max(1, Middle(factors)));
        }

        return inflation.ToImmutable();
    }

    private static void AddUpTo(ImmutableArray<double>.Builder inflation, int parallel, double factor)
    {
        (int from, double before) = (inflation.Count, inflation[^1]);
        for (int k = from + 1; k <= parallel; k++) inflation.Add(before + ((factor - before) * (k - from) / (parallel - from)));
    }

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
