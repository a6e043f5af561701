using System.Collections.Immutable;
using System.Text.Json;
using Scoring.Records;
using Scoring.Tool.Endpoints;

namespace Scoring.Tool.Reporting;

/// <summary>What an endpoint tells of itself, as one JSON object.</summary>
internal static class EndpointJson
{
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="isReady">Whether it says that it can score; null when it does not say.</param>
    /// <param name="terminal">Where to.</param>
    public static void Write(Endpoint endpoint, ScoringSignature signature, bool? isReady, Terminal terminal) => JsonAnswer.Write(terminal, json =>
    {
        json.WriteString("endpoint", endpoint.Place);
        json.WriteString("protocol", endpoint.ProtocolName);
        json.WriteString("name", signature.ModelName);
        json.WriteString("version", signature.ModelVersion);
        if (isReady is { } ready) json.WriteBoolean("ready", ready);
        else json.WriteNull("ready");
        WriteColumns(json, "inputs", signature.Inputs);
        WriteColumns(json, "outputs", signature.Outputs);
    });

    private static void WriteColumns(Utf8JsonWriter json, string name, ImmutableArray<SignatureColumn> columns)
    {
        json.WriteStartArray(name);
        foreach (SignatureColumn column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type.ToString());
            WriteShape(json, column.Shape);
            json.WriteBoolean("optional", column.IsOptional);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Of one row; null where a size is not known, or not even how many there are.</summary>
    private static void WriteShape(Utf8JsonWriter json, RowShape? shape)
    {
        if (shape is not { } known)
        {
            json.WriteNull("shape");
            return;
        }

        json.WriteStartArray("shape");
        foreach (int size in known.Dimensions)
        {
            if (size == RowShape.Any) json.WriteNullValue();
            else json.WriteNumberValue(size);
        }

        json.WriteEndArray();
    }
}
