using System.Text.Json.Serialization.Metadata;
using Scoring.Benchmarks.Json.Results;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Benchmarks.Json.Writing;

/// <summary>1,000 rows as an array of objects.</summary>
internal static class WriteRecordsCase
{
    public static JsonCase Create<T>(string name, T[] rows, Func<T[], RecordBatch> toBatch, JsonTypeInfo<T[]> type)
    {
        RecordBatch batch = toBatch(rows);
        var ours = new FrameWriting(batch, JsonFrameLayout.Records);
        var serializer = new PooledSerializer<T[]>(rows, type);
        int values = batch.RowCount * batch.Schema.Columns.Length;
        return new JsonCase(JsonGroups.WriteRecords, name, values, ours.CountBytes(), [new(FrameWriting.Name, ours.Write), new(PooledSerializer<T[]>.Name, serializer.Write), new(NewtonsoftSerializer.Name, new NewtonsoftSerializer(rows).Write)]);
    }
}
