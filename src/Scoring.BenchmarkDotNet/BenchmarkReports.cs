using System.Runtime.CompilerServices;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Scoring.Tuning;
using Scoring.Tuning.Sweep;

namespace Scoring.BenchmarkDotNet;

/// <summary>Makes tuning reports of what BenchmarkDotNet has run.</summary>
internal static class BenchmarkReports
{
    private static readonly ConditionalWeakTable<Summary, Dictionary<Type, TuningReport>> s_made = [];

    /// <returns>Of each class of which something was measured, in the order of the cases.</returns>
    public static IReadOnlyDictionary<Type, TuningReport> Of(Summary summary) => s_made.GetValue(summary, Create);

    /// <returns>Null where nothing was measured.</returns>
    public static TuningReport? Of(Summary summary, BenchmarkCase benchmark) => Of(summary).GetValueOrDefault(benchmark.Descriptor.Type);

    public static TuningPoint? PointOf(Summary summary, BenchmarkCase benchmark)
    {
        Setting setting = SettingOf(benchmark);
        return Of(summary, benchmark)?.Points.FirstOrDefault(point => (point.Rows, point.ParallelRequests) == (setting.Rows, setting.ParallelRequests));
    }

    private static Dictionary<Type, TuningReport> Create(Summary summary)
    {
        var reports = new Dictionary<Type, TuningReport>();
        foreach (IGrouping<Type, BenchmarkCase> cases in summary.BenchmarksCases.Where(static one => one.Descriptor.Type.IsAssignableTo(typeof(ScoringTuningBenchmark))).GroupBy(static one => one.Descriptor.Type))
        {
            if (BenchmarkRecords.Find(cases.Key) is { } record && Create(summary, [.. cases], record) is { Points.Length: > 0 } report) reports.Add(cases.Key, report);
        }

        return reports;
    }

    private static TuningReport Create(Summary summary, BenchmarkCase[] cases, BenchmarkRecord record)
    {
        Setting[] settings = [.. cases.Select(SettingOf).Distinct()];
        var sweep = new SweepRecord(new SweepGrid([.. settings.Select(static one => one.Rows).Distinct().Order()], [.. settings.Select(static one => one.ParallelRequests).Distinct().Order()], []));
        var options = new TuningOptions { P99Budget = record.P99Budget, LoadCheck = LoadCheckMode.None };
        var allowance = new SweepAllowance(options);
        foreach (BenchmarkCase one in cases) Add(summary, one, record, sweep, allowance);
        TuningSetting? recommended = SettingChoice.Best(sweep, record.P99Budget?.TotalSeconds, record.IsLocal);
        return SweepReport.Create(sweep, record.Subject!, options, allowance, recommended, []) with { Seconds = summary.TotalTime.TotalSeconds };
    }

    private static void Add(Summary summary, BenchmarkCase benchmark, BenchmarkRecord record, SweepRecord sweep, SweepAllowance allowance)
    {
        Setting setting = SettingOf(benchmark);
        if (!summary.HasReport(benchmark) || summary[benchmark] is not { Success: true } report)
        {
            sweep.Skipped.Add(new SkippedSetting(setting.Rows, setting.ParallelRequests, "the benchmark failed; its log says why"));
            return;
        }

        long rounds = report.AllMeasurements.Where(static one => one is { IterationMode: IterationMode.Workload, IterationStage: IterationStage.Actual }).Sum(static one => one.Operations);
        foreach (Visit visit in record.Last(setting, (int)rounds))
        {
            sweep.Of(setting).Add(visit);
            allowance.Spend(visit.Requests);
        }
    }

    private static Setting SettingOf(BenchmarkCase benchmark) =>
        new((int)benchmark.Parameters[nameof(ScoringTuningBenchmark.Rows)], (int)benchmark.Parameters[nameof(ScoringTuningBenchmark.Requests)]);
}
