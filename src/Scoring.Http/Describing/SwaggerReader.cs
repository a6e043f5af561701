using System.Collections.Immutable;
using System.Text.Json;
using Scoring.Json;

namespace Scoring.Http.Describing;

/// <summary>Reads swagger 2.0 and OpenAPI 3 documents of scoring services: Azure ML scripts, Designer, and classic web services.</summary>
internal sealed class SwaggerReader
{
    private const string GlobalParameters = "GlobalParameters";

    private readonly SwaggerDocument _document;

    private SwaggerReader(SwaggerDocument document) => _document = document;

    /// <summary>Null when the document does not describe a scoring service that we can speak to.</summary>
    /// <param name="json">The document.</param>
    /// <param name="problem">Why there is none, as the end of a sentence.</param>
    public static SwaggerService? Read(ReadOnlyMemory<byte> json, out string? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json);
            return new SwaggerReader(new SwaggerDocument(document.RootElement)).ReadService(out problem);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            problem = "it is no swagger document that can be read";
            return null;
        }
    }

    private SwaggerService? ReadService(out string? problem)
    {
        problem = "it has no operation that scores";
        if (_document.FindScoreOperation() is not { } operation) return null;
        problem = "its operation that scores has no schema of its input";
        if (_document.FindRequest(operation) is not { } request) return null;
        JsonElement schema = _document.Resolve(request);
        if (FindRows(schema, out ImmutableArray<string> path, out JsonElement beside) is not { } rows) return null;
        JsonElement? example = ExampleAt(request, path) ?? ExampleAt(schema, path);
        (JsonFrameLayout layout, ImmutableArray<SignatureColumn> inputs) = SwaggerColumns.Read(_document, rows, example, path[^1]);
        if (inputs.IsEmpty) return null;
        (ImmutableArray<string> outputPath, ImmutableArray<SwaggerTable> outputs) = new SwaggerOutputs(_document).Read(operation);
        bool hasParameters = schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(GlobalParameters, out _);
        problem = null;
        return new SwaggerService(path, layout, [new SwaggerTable(path[^1], inputs), .. Others(beside, path[^1])], hasParameters, outputPath, outputs);
    }

    /// <summary>The schema of the rows, below the root's only property or its <c>Inputs</c>.</summary>
    /// <param name="root">The schema of the whole body.</param>
    /// <param name="path">The keys that lead there.</param>
    /// <param name="beside">What stands beside it, and itself.</param>
    private JsonElement? FindRows(JsonElement root, out ImmutableArray<string> path, out JsonElement beside)
    {
        (path, beside) = ([], default);
        JsonElement schema = root;
        while (schema.TryGetProperty("properties", out JsonElement properties) && path.Length < 2)
        {
            JsonProperty? next = FindInput(properties);
            if (next is not { } property) return null;
            (path, beside) = (path.Add(property.Name), properties);
            schema = _document.Resolve(property.Value);
            if (SwaggerDocument.TypeOf(schema) == "array" || SwaggerColumns.IsSplit(schema)) return schema;
        }

        return null;
    }

    /// <summary>The inputs that are records beside the usual one.</summary>
    private IEnumerable<SwaggerTable> Others(JsonElement properties, string usual)
    {
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            JsonElement schema = _document.Resolve(property.Value);
            if (property.Name == usual || property.Name == GlobalParameters || SwaggerDocument.TypeOf(schema) != "array") continue;
            (JsonFrameLayout layout, ImmutableArray<SignatureColumn> columns) = SwaggerColumns.Read(_document, schema, null, property.Name);
            if (layout == JsonFrameLayout.Records && !columns.IsEmpty) yield return new SwaggerTable(property.Name, columns);
        }
    }

    private static JsonProperty? FindInput(JsonElement properties)
    {
        JsonProperty? first = null;
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (property.Name is "Inputs" or "data" or "input_data") return property;
            if (property.Name != GlobalParameters) first ??= property;
        }

        return first;
    }

    private static JsonElement? ExampleAt(JsonElement schema, ImmutableArray<string> path)
    {
        if (!schema.TryGetProperty("example", out JsonElement example)) return null;
        foreach (string key in path)
        {
            if (example.ValueKind != JsonValueKind.Object || !example.TryGetProperty(key, out example)) return null;
        }

        return example;
    }
}
