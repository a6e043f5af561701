using System.Text.Json;
using Scoring.Tool.Diagnosis;

namespace Scoring.Tool.Reporting;

/// <summary>Findings as one JSON object.</summary>
internal static class FindingJson
{
    public static void Write(DiagnosisReport report, Terminal terminal) => JsonAnswer.Write(terminal, json =>
    {
        json.WriteString("target", report.Target);
        json.WriteBoolean("reached", report.IsReached);
        json.WriteNumber("problems", report.Count(FindingLevel.Problem));
        json.WriteStartArray("findings");
        foreach (Finding finding in report.Findings) WriteFinding(json, finding);
        json.WriteEndArray();
    });

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("level", FindingTable.Name(finding.Level));
        json.WriteString("topic", finding.Topic);
        json.WriteString("finding", finding.Text);
        json.WriteString("remedy", finding.Remedy);
        json.WriteEndObject();
    }
}
