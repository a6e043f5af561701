using System.Text.Json;

namespace Scoring.Http.Describing;

/// <summary>A swagger document: its references, and where its operations have their schemas, which differs between versions.</summary>
internal sealed class SwaggerDocument(JsonElement root)
{
    /// <summary>More references than this in a row are a circle.</summary>
    private const int MaxReferences = 32;

    /// <summary>The type of a schema; the first that is not null where there are several, as version 3.1 allows.</summary>
    public static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out JsonElement type)) return null;
        if (type.ValueKind == JsonValueKind.String) return type.GetString();
        return type.ValueKind != JsonValueKind.Array ? null : type.EnumerateArray().Select(static one => one.GetString()).FirstOrDefault(static name => name != "null");
    }

    /// <summary>What a schema refers to, or itself.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        for (int i = 0; i < MaxReferences && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out JsonElement reference); i++)
        {
            schema = Follow(reference.GetString()!);
        }

        return schema;
    }

    /// <summary>The operation that posts to a path that ends in score or execute, or is called by one of their names.</summary>
    public JsonElement? FindScoreOperation()
    {
        if (!root.TryGetProperty("paths", out JsonElement paths)) return null;
        JsonElement? only = null;
        int count = 0;
        foreach (JsonProperty path in paths.EnumerateObject())
        {
            if (!path.Value.TryGetProperty("post", out JsonElement post)) continue;
            if (IsScore(path.Name, post)) return post;
            (only, count) = (post, count + 1);
        }

        return count == 1 ? only : null;
    }

    /// <summary>The schema of what is posted.</summary>
    public JsonElement? FindRequest(JsonElement operation)
    {
        if (operation.TryGetProperty("requestBody", out JsonElement body)) return FindContent(Resolve(body));
        if (!operation.TryGetProperty("parameters", out JsonElement parameters)) return null;
        foreach (JsonElement parameter in parameters.EnumerateArray().Select(Resolve))
        {
            if (parameter.TryGetProperty("in", out JsonElement place) && place.GetString() == "body" && parameter.TryGetProperty("schema", out JsonElement schema)) return schema;
        }

        return null;
    }

    /// <summary>The schema of a successful answer.</summary>
    public JsonElement? FindResponse(JsonElement operation)
    {
        if (!operation.TryGetProperty("responses", out JsonElement responses) || !responses.TryGetProperty("200", out JsonElement success)) return null;
        success = Resolve(success);
        return success.TryGetProperty("schema", out JsonElement schema) ? schema : FindContent(success);
    }

    private static bool IsScore(string path, JsonElement post)
    {
        string trimmed = path.TrimEnd('/');
        if (trimmed.EndsWith("/score", StringComparison.Ordinal) || trimmed.Split('?')[0].EndsWith("/execute", StringComparison.Ordinal)) return true;
        return post.TryGetProperty("operationId", out JsonElement name) && name.GetString() is "RunMLService" or "execute" or "runMLService";
    }

    private static JsonElement? FindContent(JsonElement body)
    {
        if (!body.TryGetProperty("content", out JsonElement content)) return null;
        foreach (JsonProperty type in content.EnumerateObject())
        {
            if (type.Name.Contains("json", StringComparison.OrdinalIgnoreCase) && type.Value.TryGetProperty("schema", out JsonElement schema)) return schema;
        }

        return null;
    }

    private JsonElement Follow(string reference)
    {
        JsonElement element = root;
        foreach (string part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            element = element.GetProperty(Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }

        return element;
    }
}
