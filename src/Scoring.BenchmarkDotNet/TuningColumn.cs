using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Scoring.Tuning;
using Scoring.Tuning.Reporting;

namespace Scoring.BenchmarkDotNet;

/// <summary>A column of a sweep, from the times of requests.</summary>
internal sealed class TuningColumn : IColumn
{
    private const string Unknown = "-";

    private readonly Func<TuningPoint, TuningReport, string> _get;

    private TuningColumn(int place, string name, string legend, Func<TuningPoint, TuningReport, string> get, bool isNumeric = true) =>
        (PriorityInCategory, ColumnName, Legend, _get, IsNumeric) = (place, name, legend, get, isNumeric);

    public static IReadOnlyList<TuningColumn> All { get; } =
        [
            new(0, "p50 ms", "The time that half of all requests stayed below (1 ms = 0.001 s)", static (point, _) => Figures.Milliseconds(point.P50Seconds)),
            new(1, "p99 ms", "The time that 99 of 100 requests stayed below", static (point, _) => Figures.Milliseconds(point.P99Seconds)),
            new(2, "rows/s", "Rows per second: requests in flight × rows ÷ median time", static (point, _) => point.RowsPerSecond.ToString("N0", CultureInfo.InvariantCulture)),
            new(3, "µs/row", "1,000,000 ÷ rows/s", static (point, _) => (1e6 / point.RowsPerSecond).ToString("0.000", CultureInfo.InvariantCulture)),
            new(4, "± %", "Half of the 95 % confidence interval of the median time", static (point, _) => ((point.HighSeconds - point.LowSeconds) / 2 / point.MedianSeconds * 100).ToString("0.0", CultureInfo.InvariantCulture)),
            new(5, "Answer", "knee: the smallest size with at least 90 % of the most rows/s. recommended: the most rows/s within the budget", Answer, isNumeric: false),
        ];

    public string Id => $"{nameof(TuningColumn)}.{ColumnName}";

    public string ColumnName { get; }

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory { get; }

    public bool IsNumeric { get; }

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend { get; }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        BenchmarkReports.PointOf(summary, benchmarkCase) is { } point ? _get(point, BenchmarkReports.Of(summary, benchmarkCase)!) : Unknown;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(static one => one.Descriptor.Type.IsAssignableTo(typeof(ScoringTuningBenchmark)));

    public override string ToString() => ColumnName;

    private static string Answer(TuningPoint point, TuningReport report)
    {
        // No size is added between those that were asked for, so the knee is the first of them that is not below it.
        int? knee = report.Knee.Rows is { } rows && report.Knee.ParallelRequests == point.ParallelRequests
            ? report.Points.Where(other => other.ParallelRequests == point.ParallelRequests && other.Rows >= rows).Select(static other => (int?)other.Rows).Min()
            : null;
        bool isRecommended = report.Recommended is { } setting && (setting.Rows, setting.ParallelRequests) == (point.Rows, point.ParallelRequests);
        return (knee == point.Rows, isRecommended) switch
        {
            (true, true) => "knee, recommended",
            (true, false) => "knee",
            (false, true) => "recommended",
            _ => "",
        };
    }
}
