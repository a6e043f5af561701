using System.Collections.Concurrent;

namespace Scoring.Records;

/// <summary>Gives equal schemas made on the fly one identity, so that batches made from bare arrays share a pool.</summary>
internal static class RecordSchemaCache
{
    /// <summary>Enough for the shapes an application really uses; a program that makes endless shapes falls back to schemas of their own.</summary>
    private const int MaxSchemas = 256;

    private static readonly ConcurrentDictionary<RecordSchema, RecordSchema> s_schemas = new();

    public static RecordSchema Get(params ReadOnlySpan<ColumnSchema> columns)
    {
        var schema = new RecordSchema(columns);
        if (s_schemas.TryGetValue(schema, out RecordSchema? known)) return known;
        return s_schemas.Count < MaxSchemas ? s_schemas.GetOrAdd(schema, schema) : schema;
    }
}
