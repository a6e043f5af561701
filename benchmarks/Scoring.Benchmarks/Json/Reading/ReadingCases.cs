using System.Buffers;
using System.Text.Json;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>Every text with every reader.</summary>
internal static class ReadingCases
{
    public const string Ours = "JsonFrameReader", Utf8 = "Utf8JsonReader", Generated = "JsonSerializer";

    public static IEnumerable<ReadingCase> All()
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

    private static ReadingCase Arrays(string data, int columns, bool isSingle)
    {
        byte[] text = ReadingData.Arrays(data, columns, isSingle);
        var reader = new JsonFrameReader(new RecordSchema(new ColumnSchema("x", isSingle ? ElementType.Float32 : ElementType.Float64, [columns])));
        var rival = new Utf8Rival(ReadingData.Rows * columns);
        return new ReadingCase($"{Name(isSingle)} {data}, {ReadingData.Rows} × {columns}", text, ReadingData.Rows * columns,
        [
            (Ours, () => reader.Read(new ReadOnlySequence<byte>(text), ReadingData.Rows).Dispose()),
            (Utf8, isSingle ? () => rival.ReadSingles(text) : () => rival.ReadDoubles(text)),
            (Generated, isSingle ? () => JsonSerializer.Deserialize(text, RivalJson.Default.SingleArrayArray) : () => JsonSerializer.Deserialize(text, RivalJson.Default.DoubleArrayArray)),
        ]);
    }

    private static ReadingCase Records(string data, bool isSingle)
    {
        byte[] text = ReadingData.Records(data, isSingle);
        var reader = new JsonFrameReader(new RecordSchema(new ColumnSchema("score", isSingle ? ElementType.Float32 : ElementType.Float64), new ColumnSchema("label", ElementType.Int64)));
        var rival = new Utf8Rival(ReadingData.Rows);
        return new ReadingCase($"{Name(isSingle)} {data}, {ReadingData.Rows} objects", text, ReadingData.Rows * 2,
        [
            (Ours, () => reader.Read(new ReadOnlySequence<byte>(text), ReadingData.Rows).Dispose()),
            (Utf8, isSingle ? () => rival.ReadSingleRecords(text) : () => rival.ReadDoubleRecords(text)),
            (Generated, isSingle ? () => JsonSerializer.Deserialize(text, RivalJson.Default.SinglePredictions) : () => JsonSerializer.Deserialize(text, RivalJson.Default.DoublePredictions)),
        ]);
    }

    private static string Name(bool isSingle) => isSingle ? "f32" : "f64";
}
