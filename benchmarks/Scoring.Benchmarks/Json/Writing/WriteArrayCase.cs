using System.Text.Json.Serialization.Metadata;
using Scoring.Benchmarks.Json.Data;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Benchmarks.Json.Writing;

/// <summary>1,000 rows of 20 numbers as an array of arrays.</summary>
internal static class WriteArrayCase
{
    public static JsonCase Create<T>(string group, string name, Func<double, T> convert)
        where T : unmanaged
    {
        T[][] rows = [.. NumberSets.Get(name).Select(row => (T[])[.. row.Select(convert)])];
        var ours = new FrameWriting(RecordBatch.FromRows(rows), JsonFrameLayout.Values);
        var serializer = new PooledSerializer<T[][]>(rows, (JsonTypeInfo<T[][]>)TripJson.Default.GetTypeInfo(typeof(T[][]))!);
        return new JsonCase(group, name, NumberSets.Rows * NumberSets.Columns, ours.CountBytes(), [new(FrameWriting.Name, ours.Write), new(PooledSerializer<T[][]>.Name, serializer.Write), new(NewtonsoftSerializer.Name, new NewtonsoftSerializer(rows).Write)]);
    }
}
