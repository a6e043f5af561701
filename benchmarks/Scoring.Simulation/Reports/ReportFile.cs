using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scoring.Simulation.Reports;

/// <summary>Reports as JSON.</summary>
internal static class ReportFile
{
    /// <summary>A figure that is none, such as the latency of no row, is null.</summary>
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new RoundedNumber() },
    };

    public static void Write(string path, SimulationReport report) => File.WriteAllText(path, Create(report));

    public static string Create(SimulationReport report) => JsonSerializer.Serialize(report, s_json) + "\n";

    /// <summary>As exact as anyone reads them, so that files differ where results do.</summary>
    private sealed class RoundedNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(Math.Round(value, 4));
            else writer.WriteNullValue();
        }
    }
}
