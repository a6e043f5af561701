using System.Text.Json;
using Scoring.Tool.Commands;
using Scoring.Tuning;

namespace Scoring.Tool.Sweeping;

/// <summary>Reads what an earlier <c>scoring tune</c> has written: a profile, or the report of <c>-o json</c>.</summary>
internal static class ProfileSource
{
    /// <param name="option">What names the file.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">It is not there, or is neither.</exception>
    public static TuningProfile Read(string option, string path)
    {
        ScoreFiles.CheckInput(option, path);
        try
        {
            string text = File.ReadAllText(path);
            return IsReport(text) ? TuningReport.FromJson(text).ToProfile() : TuningProfile.FromJson(text);
        }
        catch (Exception error) when (error is ScoringProfileException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: '{path}' cannot be used: {error.Message} Give what scoring tune --profile has written, or the report of its -o json.", error);
        }
    }

    /// <summary>Only a report tells how many requests it took.</summary>
    private static bool IsReport(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("requests", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
