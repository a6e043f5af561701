using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scoring.Tool.Reporting;

/// <summary>An answer as one JSON object, for people and programs.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Terminal terminal, Action<Utf8JsonWriter> writeMembers)
    {
        using (var json = new Utf8JsonWriter(terminal.Output, s_options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        terminal.Output.Write("\n"u8);
    }
}
