using System.Text.Json;

namespace Scoring.Tuning;

/// <summary>A report as text.</summary>
internal static class TuningReportFile
{
    public static string Write(TuningReport report) => JsonSerializer.Serialize(report, TuningReportJson.Default.TuningReport);

    public static TuningReport Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            CheckVersion(document.RootElement);
            TuningReport report = document.RootElement.Deserialize(TuningReportJson.Default.TuningReport)!;
            return PointCheck.FindProblem(report.Points) is { } problem ? throw new ScoringProfileException($"The tuning report of {report.Key} cannot be used: {problem}.") : report;
        }
        catch (JsonException error)
        {
            throw new ScoringProfileException($"The tuning report is damaged: {error.Message}", error);
        }
    }

    private static void CheckVersion(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("version", out JsonElement version) || !version.TryGetInt32(out int number))
            throw new ScoringProfileException("The tuning report has no version: it is not what TuningReport.ToJson has written.");
        if (number != TuningReport.FormatVersion)
            throw new ScoringProfileException($"The tuning report is of version {number}; this library reads version {TuningReport.FormatVersion}. Measure again.");
    }
}
