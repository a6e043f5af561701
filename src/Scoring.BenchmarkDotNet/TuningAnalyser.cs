using System.Globalization;
using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Reports;
using Scoring.Tuning;

namespace Scoring.BenchmarkDotNet;

/// <summary>Says what follows from a sweep below its table.</summary>
internal sealed class TuningAnalyser : IAnalyser
{
    public string Id => "Scoring";

    public IEnumerable<Conclusion> Analyse(Summary summary)
    {
        foreach ((Type type, TuningReport report) in BenchmarkReports.Of(summary))
        {
            if (report.Recommended is { } setting) yield return Conclusion.CreateHint(Id, $"{type.Name}: {Recommendation(setting)}");
            if (report.Knee.Rows is { } rows) yield return Conclusion.CreateHint(Id, $"{type.Name}: {Knee(report.Knee, rows)}");
            foreach (string warning in report.Warnings) yield return Conclusion.CreateWarning(Id, $"{type.Name}: {warning}");
            foreach (SkippedSetting skipped in report.Skipped) yield return Conclusion.CreateWarning(Id, $"{type.Name}: {skipped.Rows} rows × {skipped.ParallelRequests}: {skipped.Reason}");
        }
    }

    private static string Recommendation(TuningSetting setting) => string.Create(
        CultureInfo.InvariantCulture,
        $"recommended are {setting.Rows} rows × {setting.ParallelRequests} requests in flight{(setting.Lanes is { } lanes ? $" on {lanes} lanes" : "")}: {setting.RowsPerSecond:N0} rows/s, p99 {setting.ExpectedP99Seconds * 1000:0.###} ms, waiting included. {setting.Reason}.");

    private static string Knee(KneeAnswer knee, int rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(knee.IsClear ? "the knee is" : "there is no clear knee; the likeliest is")} {rows} rows (confidence {knee.Confidence:0.00}, 90 % interval {knee.LowRows} to {knee.HighRows}): {knee.Definition}.");
}
