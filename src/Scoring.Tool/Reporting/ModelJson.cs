using System.Text.Json;
using Scoring.Onnx;

namespace Scoring.Tool.Reporting;

/// <summary>A load report as one JSON object.</summary>
internal static class ModelJson
{
    public static void Write(OnnxModelInfo info, Terminal terminal) => JsonAnswer.Write(terminal, json =>
    {
        WriteFile(json, info);
        WriteValues(json, "inputs", info.Inputs);
        WriteValues(json, "outputs", info.Outputs);
        WriteValues(json, "overridableInitializers", info.OverridableInitializers);
        WriteRunning(json, info);
        WriteMetadata(json, info);
    });

    private static void WriteFile(Utf8JsonWriter json, OnnxModelInfo info)
    {
        json.WriteString("name", info.Name);
        json.WriteNumber("modelBytes", info.ModelBytes);
        json.WriteString("producerName", info.ProducerName);
        json.WriteString("graphName", info.GraphName);
        json.WriteString("domain", info.Domain);
        json.WriteString("description", info.Description);
        json.WriteNumber("modelVersion", info.ModelVersion);
    }

    private static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyList<OnnxValueInfo> values)
    {
        json.WriteStartArray(name);
        foreach (OnnxValueInfo value in values)
        {
            json.WriteStartObject();
            json.WriteString("name", value.Name);
            json.WriteString("type", value.Type);
            WriteStrings(json, "dimensions", value.Dimensions);
            json.WriteBoolean("optional", value.IsOptional);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRunning(Utf8JsonWriter json, OnnxModelInfo info)
    {
        WriteNumberOrNull(json, "fixedBatchSize", info.FixedBatchSize);
        WriteNumberOrNull(json, "rowsPerRun", info.RowsPerRun);
        json.WriteString("batchProbe", info.BatchProbe.ToString());
        json.WriteNumber("lanes", info.Lanes);
        json.WriteBoolean("sharesSession", info.SharesSession);
        json.WriteString("runtimeVersion", info.RuntimeVersion);
        json.WriteString("runtimeLibrary", info.RuntimeLibrary);
    }

    private static void WriteMetadata(Utf8JsonWriter json, OnnxModelInfo info)
    {
        json.WriteStartObject("metadata");
        foreach ((string key, string value) in info.Metadata) json.WriteString(key, value);
        json.WriteEndObject();
        WriteStrings(json, "warnings", info.Warnings);
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
