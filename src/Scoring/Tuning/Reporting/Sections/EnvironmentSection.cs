using System.Globalization;

namespace Scoring.Tuning.Reporting.Sections;

/// <summary>What the numbers hold for, and what they mean.</summary>
internal static class EnvironmentSection
{
    public static void Add(MarkupWriter html, ReportView view)
    {
        html.Open("section", ("aria-labelledby", "verdicts"));
        html.AddText("h2", "What the words mean", ("id", "verdicts"));
        html.Open("dl", ("class", "pairs"));
        foreach ((string name, string value) in Definitions(view.Report)) AddPair(html, name, value);
        html.Close("dl");
        html.Close("section");
        html.Open("section", ("aria-labelledby", "environment"));
        html.AddText("h2", "Measured on", ("id", "environment"));
        html.Open("dl", ("class", "pairs"));
        foreach ((string name, string? value) in Facts(view.Report)) if (!string.IsNullOrEmpty(value)) AddPair(html, name, value);
        html.Close("dl");
        html.Close("section");
    }

    private static void AddPair(MarkupWriter html, string name, string value)
    {
        html.Open("div");
        html.AddText("dt", name);
        html.AddText("dd", value);
        html.Close("div");
    }

    private static IEnumerable<(string Name, string Value)> Definitions(TuningReport report)
    {
        yield return (report.Knee.Rows is { } knee ? $"Knee: {Figures.Whole(knee)}" : "Knee: none", Sentence(report.Knee.Definition));
        yield return VerdictOf(report.LatencyKnee);
        if (report.LargestWithinBudget is { } largest) yield return VerdictOf(largest);
        if (report.Recommended is { } best) yield return (FormattableString.Invariant($"Recommended: {Figures.Whole(best.Rows)} × {best.ParallelRequests}"), Sentence(best.Reason));
        yield return ("p50, p99", "The time that 50 and 99 of 100 requests stayed below, outliers included.");
        yield return ("p99 of a row", "(1 + 1 ÷ requests in flight) × p99 of a request: a row that finds all requests busy waits for the next one that ends. The budget is about this one.");
        yield return ("rows/s", "Requests in flight × rows ÷ median time of a request (Little's law of a closed loop).");
    }

    private static (string Name, string Value) VerdictOf(SizeVerdict verdict) =>
        ($"{Capitalized(verdict.Name)}: {(verdict.Rows is { } rows ? Figures.Whole(rows) : "none")}", $"{Sentence(verdict.Definition)} With {ReportView.InFlight(verdict.ParallelRequests)}.");

    private static string Capitalized(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Sentence(string text) => Capitalized(text) + (text.EndsWith('.') ? "" : ".");

    private static IEnumerable<(string Name, string? Value)> Facts(TuningReport report)
    {
        TuningEnvironment environment = report.Environment;
        yield return ("Model", report.Key.ModelVersion is { } version ? $"{report.Key.ModelName}, version {version}" : report.Key.ModelName);
        yield return ("Endpoint", report.Key.Endpoint);
        yield return ("Model hash", report.Key.ModelHash);
        yield return ("Sample", $"{ReportView.RowsOf(report.SampleRows)}, SHA-256 {report.SampleHash}");
        yield return ("Date", report.TakenAt.ToString("yyyy-MM-dd HH:mm 'UTC'zzz", CultureInfo.InvariantCulture));
        yield return ("Effort", $"{Figures.Whole(report.Requests)} requests in {Figures.Duration(report.Seconds)}, seed {report.Seed.ToString(CultureInfo.InvariantCulture)}");
        yield return ("Machine", environment.Machine);
        yield return ("Processor", $"{environment.Processor ?? "unknown"}, {environment.Architecture}, {environment.Processors} available");
        yield return ("Operating system", environment.OperatingSystem);
        yield return ("Runtime", environment.Runtime);
        yield return ("Library", $"Scoring {environment.LibraryVersion}");
        yield return ("Native library", environment.NativeLibrary);
    }
}
