using Scoring.Tuning.Sweep;

namespace Scoring.Tuning.Reporting;

/// <summary>What the charts and tables of a report all ask of it.</summary>
internal sealed class ReportView
{
    private readonly TuningPoint? _knee;

    public ReportView(TuningReport report)
    {
        Report = report;
        Measured = [.. report.Points.Where(static point => point.RowsPerSecond > 0 && point.MedianSeconds > 0)];
        Sizes = [.. Measured.Select(static point => point.Rows).Distinct().Order()];
        _knee = report.Knee is { IsClear: true, Rows: { } knee } ? Measured.Where(point => point.ParallelRequests == report.Knee.ParallelRequests && point.Rows >= knee).MinBy(static point => point.Rows) : null;
        Parallel = [.. Measured.Select(static point => point.ParallelRequests).Distinct().Order()];
    }

    public TuningReport Report { get; }

    /// <summary>The points with an answer.</summary>
    public IReadOnlyList<TuningPoint> Measured { get; }

    /// <summary>Their sizes, ascending.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Their requests in flight, ascending.</summary>
    public IReadOnlyList<int> Parallel { get; }

    /// <summary>Whether there is enough for a profile, which the planner reckons with.</summary>
    public bool CanPlan => Measured.Count > 0 && Report.Recommended is not null;

    /// <summary>The requests in flight that charts over the size are drawn for.</summary>
    public int ShownParallel => new[] { Report.Recommended?.ParallelRequests, Report.Knee.ParallelRequests }.FirstOrDefault(parallel => parallel is { } number && Parallel.Contains(number)) ?? Parallel[0];

    /// <summary>The points of <see cref="ShownParallel"/>, by size.</summary>
    public IReadOnlyList<TuningPoint> Shown => [.. Measured.Where(point => point.ParallelRequests == ShownParallel).OrderBy(static point => point.Rows)];

    public bool IsRecommended(TuningPoint point) => Report.Recommended is { } best && point.Rows == best.Rows && point.ParallelRequests == best.ParallelRequests;

    /// <summary>Whether it is the first point that reaches the knee, which may lie between measured sizes.</summary>
    public bool IsKnee(TuningPoint point) => ReferenceEquals(point, _knee);

    public bool IsOverBudget(TuningPoint point) => Report.P99BudgetSeconds is { } budget && SettingChoice.WithWaiting(point) > budget;

    /// <summary>A point in one line.</summary>
    public string Describe(TuningPoint point)
    {
        string marks = string.Concat(IsRecommended(point) ? ", recommended" : "", IsKnee(point) ? ", knee" : "", IsOverBudget(point) ? ", over the budget" : "");
        return $"{InFlight(point.ParallelRequests)} of {RowsOf(point.Rows)}: {Figures.Whole(point.RowsPerSecond)} rows/s, p50 {Figures.Duration(point.P50Seconds)}, p99 {Figures.Duration(point.P99Seconds)}, p99 of a row {Figures.Duration(SettingChoice.WithWaiting(point))}{marks}";
    }

    public static string RowsOf(double rows) => rows == 1 ? "1 row" : Figures.Whole(rows) + " rows";

    public static string InFlight(int parallel) => parallel == 1 ? "1 request at a time" : parallel + " requests at a time";
}
