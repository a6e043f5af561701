using System.Collections.Concurrent;

namespace Scoring.Records;

/// <summary>Gives equal schemas made on the fly one identity, so that batches made from bare arrays share a pool.</summary>
internal static class RecordSchemaCache
{
    /// <summary>Enough for the shapes an application really uses; a program that makes endless shapes falls back to schemas of their own.</summary>
    private const int MaxSchemas = 256;

    /// <summary>By hash, so that a lookup makes no schema. Of two schemas with one hash the second is simply not kept.</summary>
    private static readonly ConcurrentDictionary<int, RecordSchema> s_schemas = new();

    public static RecordSchema Get(params ReadOnlySpan<ColumnSchema> columns)
    {
        int hash = RecordSchema.HashOf(columns);
        if (s_schemas.TryGetValue(hash, out RecordSchema? known) && known.Columns.AsSpan().SequenceEqual(columns)) return known;
        var schema = new RecordSchema(columns);
        if (s_schemas.Count >= MaxSchemas) return schema;
        RecordSchema kept = s_schemas.GetOrAdd(hash, schema);
        return kept.Equals(schema) ? kept : schema;
    }
}
