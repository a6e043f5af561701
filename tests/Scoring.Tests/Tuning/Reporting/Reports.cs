using System.Collections.Immutable;
using Scoring.Tuning;

namespace Scoring.Tests.Tuning.Reporting;

/// <summary>Reports of a service whose requests take 2 ms and 4 µs for each row, more the more are in flight, and much more above 1,000 rows.</summary>
internal static class Reports
{
    private const string Hash = "9f3c51c2a7d04e86b1f2c3d4e5f60718293a4b5c6d7e8f900112233445566778";

    private static readonly int[] s_sizes = [1, 8, 32, 50, 200, 350, 500, 700, 1000, 2000];

    /// <summary>The report of a method's name.</summary>
    public static TuningReport Of(string sample) => sample switch
    {
        nameof(Full) => Full(),
        nameof(OneSize) => OneSize(),
        nameof(Partial) => Partial(),
        nameof(Empty) => Empty(),
        nameof(Hostile) => Hostile(),
        _ => throw new ArgumentOutOfRangeException(nameof(sample), sample, "There is no such report."),
    };

    /// <summary>All that a report can have.</summary>
    public static TuningReport Full() => Create(Points(s_sizes, [1, 2, 4, 8])) with
    {
        P99BudgetSeconds = 0.025,
        ArrivalRate = 150_000,
        LargestWithinBudget = new SizeVerdict("largest size within the p99 budget", 1000, 4, "the most rows per request whose p99 is within the budget"),
        LoadChecks = [Check(0.5, 0.0102), Check(0.8, 0.0148), Check(0.95, 0.0391) with { IsFallingBehind = true, IsClientBound = true, ProcessorShare = 0.97 }],
        Skipped = [new SkippedSetting(2000, 8, "2000 rows and 1000 rows are over the budget of 25 ms already"), new SkippedSetting(5000, null, "a request of 5000 rows has 1.2 MB, more than the limit of 1 MB")],
        Warnings = ["The times of 1000 rows with 8 requests in flight differ much: 11 % to either side after 40 rounds."],
    };

    /// <summary>One size, no budget: no knee.</summary>
    public static TuningReport OneSize()
    {
        TuningReport report = Create(Points([200], [1]));
        return report with { Knee = report.Knee with { IsClear = false, Confidence = 0, LowRows = 200, HighRows = 200 } };
    }

    /// <summary>The sweep was cancelled after three sizes, and the knee is not clear.</summary>
    public static TuningReport Partial()
    {
        TuningReport report = Create(Points([50, 200, 500], [1]));
        return report with
        {
            Knee = report.Knee with { IsClear = false, Confidence = 0.41, LowRows = 120, HighRows = 500 },
            PartialReason = "it was cancelled after 4.1 s",
            LoadChecks = [],
        };
    }

    /// <summary>Every request failed.</summary>
    public static TuningReport Empty()
    {
        TuningReport report = Create(Points([200], [1]));
        return report with
        {
            Points = [],
            FirstCalls = [],
            Knee = report.Knee with { Rows = null, IsClear = false, Confidence = 0, LowRows = 0, HighRows = 0, RowsPerSecond = 0, BestRowsPerSecond = 0 },
            LatencyKnee = report.LatencyKnee with { Rows = null },
            Recommended = null,
            PartialReason = "the endpoint answered the first request with status 500",
        };
    }

    /// <summary>Names that would run as a script if they were not escaped.</summary>
    public static TuningReport Hostile()
    {
        const string script = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">\u0001'&";
        TuningReport report = Full();
        return report with
        {
            Key = report.Key with { ModelName = script, ModelVersion = script, Endpoint = "https://host/" + script },
            Environment = report.Environment with { Machine = script, NativeLibrary = script },
            Warnings = [script],
            Skipped = [new SkippedSetting(1, 1, script)],
            PartialReason = script,
        };
    }

    public static TuningReport Create(ImmutableArray<TuningPoint> points)
    {
        TuningPoint best = points.Where(static point => point.P99Seconds * (1 + (1.0 / point.ParallelRequests)) <= 0.025).MaxBy(static point => point.RowsPerSecond)!;
        TuningPoint knee = points.Where(point => point.ParallelRequests == best.ParallelRequests).OrderBy(static point => point.Rows).First(point => point.RowsPerSecond >= 0.9 * best.RowsPerSecond);
        return new TuningReport
        {
            Key = new ProfileKey { ModelName = "taxi-gbdt", ModelVersion = "7", SignatureHash = Hash, ModelHash = Hash, Endpoint = "https://scores.example/fares" },
            TakenAt = new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero),
            Seconds = 41.3,
            Requests = 2871,
            Environment = new TuningEnvironment
            {
                Machine = "build-7",
                OperatingSystem = "Debian GNU/Linux 12 (bookworm)",
                Architecture = "X64",
                Processor = "AMD EPYC 9B14",
                Processors = 2,
                Runtime = ".NET 10.0.0",
                LibraryVersion = "0.1.0",
            },
            SampleHash = Hash,
            SampleRows = 1000,
            Seed = 1,
            Points = points,
            FirstCalls = [.. points.Where(static point => point.ParallelRequests == 1).Select(static point => new FirstCall(point.Rows, point.MedianSeconds * 5.5, point.MedianSeconds, 12))],
            Knee = new KneeAnswer
            {
                Rows = knee.Rows,
                ParallelRequests = knee.ParallelRequests,
                RowsPerSecond = knee.RowsPerSecond,
                BestRowsPerSecond = best.RowsPerSecond,
                Confidence = 0.93,
                LowRows = 480,
                HighRows = 1000,
                IsClear = true,
                Definition = "the smallest number of rows per request with at least 90 % of the most rows per second",
            },
            LatencyKnee = new SizeVerdict("latency knee", 500, 1, "the size after which latency rises"),
            OtherVerdicts = [],
            Recommended = new TuningSetting
            {
                Rows = best.Rows,
                ParallelRequests = best.ParallelRequests,
                Lanes = 2,
                RowsPerSecond = best.RowsPerSecond,
                P99Seconds = best.P99Seconds,
                Reason = "the most rows per second within the budget",
            },
            LoadChecks = [],
            Skipped = [],
            Warnings = [],
        };
    }

    public static ImmutableArray<TuningPoint> Points(int[] sizes, int[] parallel) => [.. parallel.SelectMany(requests => sizes.Select(rows => Point(rows, requests)))];

    private static TuningPoint Point(int rows, int parallel)
    {
        double median = (0.002 + (4e-6 * rows) + (rows > 1000 ? 0.012 : 0)) * (1 + (0.12 * (parallel - 1)));
        return new TuningPoint
        {
            Rows = rows,
            ParallelRequests = parallel,
            Rounds = 9,
            Samples = 180,
            MedianSeconds = median,
            LowSeconds = median * 0.97,
            HighSeconds = median * 1.04,
            P50Seconds = median * 1.01,
            P99Seconds = median * (1.35 + (0.05 * parallel)),
            RowsPerSecond = parallel * rows / median,
            OutlierShare = parallel == 8 ? 0.012 : 0,
            IsStable = rows < 1000,
            IsRefinement = rows is 350 or 700,
        };
    }

    private static LoadCheck Check(double share, double p99) => new()
    {
        Share = share,
        OfferedRowsPerSecond = share * 600_000,
        AchievedRowsPerSecond = share * 599_000,
        P50Seconds = p99 * 0.6,
        P99Seconds = p99,
        Seconds = 3,
        Requests = 412,
        Failures = 0,
        MeanRows = 850 * share,
        IsFallingBehind = false,
        ProcessorShare = 0.4 * share,
        IsClientBound = false,
    };
}
