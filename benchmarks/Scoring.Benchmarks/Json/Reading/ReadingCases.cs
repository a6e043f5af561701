using System.Buffers;
using System.Text.Json;
using Scoring.Benchmarks.Json.Results;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>Every text with every reader.</summary>
internal static class ReadingCases
{
    public const string Ours = "JsonFrameReader", Utf8 = "Utf8JsonReader", Generated = "JsonSerializer, source generation";

    public static IEnumerable<JsonCase> All()
    {
        foreach (int columns in (int[])[1, 2, 10])
        {
            foreach (bool isSingle in (bool[])[true, false])
            {
                foreach (string data in ReadingData.Names) yield return Arrays(data, columns, isSingle);
            }
        }

        foreach (bool isSingle in (bool[])[true, false])
        {
            foreach (string data in ReadingData.Names) yield return Records(data, isSingle);
        }
    }

    private static JsonCase Arrays(string data, int columns, bool isSingle)
    {
        byte[] text = ReadingData.Arrays(data, columns, isSingle);
        var reader = new JsonFrameReader(new RecordSchema(new ColumnSchema("x", isSingle ? ElementType.Float32 : ElementType.Float64, [columns])));
        var rival = new Utf8Rival(ReadingData.Rows * columns);
        return new JsonCase(columns == 10 ? JsonGroups.ReadArrays : JsonGroups.ReadNarrowArrays, $"{Name(isSingle)} {data}, {ReadingData.Rows} × {columns}", ReadingData.Rows * columns, text.Length,
        [
            new(Ours, () => reader.Read(new ReadOnlySequence<byte>(text), ReadingData.Rows).Dispose()),
            new(Utf8, isSingle ? () => rival.ReadSingles(text) : () => rival.ReadDoubles(text)),
            new(Generated, isSingle ? () => JsonSerializer.Deserialize(text, RivalJson.Default.SingleArrayArray) : () => JsonSerializer.Deserialize(text, RivalJson.Default.DoubleArrayArray)),
            new(NewtonsoftSerializer.Name, isSingle ? () => NewtonsoftSerializer.Read<float[][]>(text) : () => NewtonsoftSerializer.Read<double[][]>(text)),
        ]);
    }

    private static JsonCase Records(string data, bool isSingle)
    {
        byte[] text = ReadingData.Records(data, isSingle);
        var reader = new JsonFrameReader(new RecordSchema(new ColumnSchema("score", isSingle ? ElementType.Float32 : ElementType.Float64), new ColumnSchema("label", ElementType.Int64)));
        var rival = new Utf8Rival(ReadingData.Rows);
        return new JsonCase(JsonGroups.ReadRecords, $"{Name(isSingle)} {data}", ReadingData.Rows * 2, text.Length,
        [
            new(Ours, () => reader.Read(new ReadOnlySequence<byte>(text), ReadingData.Rows).Dispose()),
            new(Utf8, isSingle ? () => rival.ReadSingleRecords(text) : () => rival.ReadDoubleRecords(text)),
            new(Generated, isSingle ? () => JsonSerializer.Deserialize(text, RivalJson.Default.SinglePredictions) : () => JsonSerializer.Deserialize(text, RivalJson.Default.DoublePredictions)),
            new(NewtonsoftSerializer.Name, isSingle ? () => NewtonsoftSerializer.Read<SinglePredictions>(text) : () => NewtonsoftSerializer.Read<DoublePredictions>(text)),
        ]);
    }

    private static string Name(bool isSingle) => isSingle ? "f32" : "f64";
}
