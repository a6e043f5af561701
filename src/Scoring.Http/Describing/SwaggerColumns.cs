using System.Collections.Immutable;
using System.Text.Json;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Describing;

/// <summary>Columns from the schema of an array of rows.</summary>
internal static class SwaggerColumns
{
    private const string Array = "array", Object = "object";

    /// <summary>Whether the schema is a pandas frame of names and values apart.</summary>
    public static bool IsSplit(JsonElement schema) =>
        schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty("columns", out _) && properties.TryGetProperty("data", out _);

    /// <summary>The layout of rows, and their columns; none when the schema says nothing.</summary>
    /// <param name="document">The document of the schema.</param>
    /// <param name="rows">The schema of all rows.</param>
    /// <param name="example">Rows by way of an example, which tell how long arrays are.</param>
    /// <param name="name">The name of an array's only column.</param>
    public static (JsonFrameLayout Layout, ImmutableArray<SignatureColumn> Columns) Read(SwaggerDocument document, JsonElement rows, JsonElement? example, string name)
    {
        if (IsSplit(rows)) return (JsonFrameLayout.Split, OfSplit(example));
        if (!rows.TryGetProperty("items", out JsonElement items)) return (JsonFrameLayout.Values, []);
        items = document.Resolve(items);
        if (SwaggerDocument.TypeOf(items) == Object && items.TryGetProperty("properties", out JsonElement properties))
            return (JsonFrameLayout.Records, [.. properties.EnumerateObject().Select(property => OfProperty(document, property))]);
        JsonElement? row = example is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : null;
        return (JsonFrameLayout.Values, [OfArray(document, name, items, row)]);
    }

    private static SignatureColumn OfProperty(SwaggerDocument document, JsonProperty property) => OfArray(document, property.Name, document.Resolve(property.Value), null);

    /// <summary>A column whose rows are nested as deep as the schema is.</summary>
    private static SignatureColumn OfArray(SwaggerDocument document, string name, JsonElement schema, JsonElement? row)
    {
        var dimensions = new List<int>();
        while (SwaggerDocument.TypeOf(schema) == Array && schema.TryGetProperty("items", out JsonElement items))
        {
            bool isKnown = row is { ValueKind: JsonValueKind.Array };
            dimensions.Add(isKnown ? row!.Value.GetArrayLength() : FixedLength(schema));
            row = isKnown && row!.Value.GetArrayLength() > 0 ? row.Value[0] : null;
            schema = document.Resolve(items);
        }

        return new SignatureColumn(name, TypeOf(schema), RowShape.Create([.. dimensions]));
    }

    private static int FixedLength(JsonElement schema) =>
        schema.TryGetProperty("minItems", out JsonElement least) && schema.TryGetProperty("maxItems", out JsonElement most) && least.GetInt32() == most.GetInt32() ? least.GetInt32() : RowShape.Any;

    /// <summary>The sample frame is all that tells of the columns.</summary>
    private static ImmutableArray<SignatureColumn> OfSplit(JsonElement? example)
    {
        if (example is not { ValueKind: JsonValueKind.Object } frame || !frame.TryGetProperty("columns", out JsonElement names) || !frame.TryGetProperty("data", out JsonElement data)) return [];
        if (names.ValueKind != JsonValueKind.Array || data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0 || data[0].ValueKind != JsonValueKind.Array) return [];
        return [.. names.EnumerateArray().Zip(data[0].EnumerateArray(), static (name, value) => new SignatureColumn(name.ToString(), OfValue(value), RowShape.Scalar))];
    }

    private static ElementType OfValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => ElementType.Boolean,
        JsonValueKind.Number => ElementType.Float64,
        _ => ElementType.String,
    };

    /// <summary>By type and format: inference-schema names numpy's types as formats.</summary>
    private static ElementType TypeOf(JsonElement schema)
    {
        string? format = schema.TryGetProperty("format", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        return SwaggerDocument.TypeOf(schema) switch
        {
            "integer" => format switch
            {
                "int8" => ElementType.Int8,
                "int16" => ElementType.Int16,
                "int32" => ElementType.Int32,
                "uint8" => ElementType.UInt8,
                "uint16" => ElementType.UInt16,
                "uint32" => ElementType.UInt32,
                "uint64" => ElementType.UInt64,
                _ => ElementType.Int64,
            },
            "number" => format == "float" ? ElementType.Float32 : ElementType.Float64,
            "boolean" => ElementType.Boolean,
            _ => ElementType.String,
        };
    }
}
