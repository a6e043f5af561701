using System.Collections.Immutable;
using System.Text.Json;
using Scoring.Records;

namespace Scoring.Http.Describing;

/// <summary>The scores of a service, from the schema of its answer.</summary>
internal sealed class SwaggerOutputs(SwaggerDocument document)
{
    /// <summary>Deeper than any service wraps its scores.</summary>
    private const int MaxDepth = 3;

    /// <summary>The only column of scores without a name.</summary>
    private const string Score = "score";

    /// <summary>Scores of which nothing is said: numbers of whatever shape comes.</summary>
    private static readonly ImmutableArray<SignatureColumn> s_unknown = [new SignatureColumn(Score, ElementType.Float64, null)];

    /// <summary>The keys that lead to the usual output, and the columns of each.</summary>
    public (ImmutableArray<string> Path, ImmutableArray<SwaggerTable> Outputs) Read(JsonElement operation)
    {
        JsonElement? response = document.FindResponse(operation);
        if (response is not { } schema) return ([], One(s_unknown));
        JsonElement? example = document.Resolve(schema).TryGetProperty("example", out JsonElement found) ? found : null;
        schema = document.Resolve(schema);
        ImmutableArray<string> path = [];
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            if (SwaggerDocument.TypeOf(schema) == "array") return (path, One(Columns(schema, example), path));
            if (!schema.TryGetProperty("properties", out JsonElement properties)) break;
            JsonProperty[] arrays = [.. properties.EnumerateObject()];
            if (arrays.Length == 0) break;
            if (arrays.Length > 1 && arrays.Any(property => SwaggerDocument.TypeOf(document.Resolve(property.Value)) == "array")) return (path.Add(arrays[0].Name), Several(arrays));
            path = path.Add(arrays[0].Name);
            example = example is { ValueKind: JsonValueKind.Object } one && one.TryGetProperty(arrays[0].Name, out JsonElement inner) ? inner : null;
            schema = document.Resolve(arrays[0].Value);
        }

        return ([], One(s_unknown));
    }

    private ImmutableArray<SwaggerTable> Several(JsonProperty[] outputs) => [.. outputs.Select(output => new SwaggerTable(output.Name, Columns(document.Resolve(output.Value), null)))];

    private ImmutableArray<SignatureColumn> Columns(JsonElement schema, JsonElement? example)
    {
        ImmutableArray<SignatureColumn> columns = SwaggerColumns.Read(document, schema, example, Score).Columns;
        return columns.IsEmpty ? s_unknown : columns;
    }

    private static ImmutableArray<SwaggerTable> One(ImmutableArray<SignatureColumn> columns, ImmutableArray<string> path = default) =>
        [new SwaggerTable(path.IsDefaultOrEmpty ? "" : path[^1], columns)];
}
