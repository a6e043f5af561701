using System.Runtime.InteropServices;
using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>Every element type goes in and comes out bit by bit, in batches and as rows.</summary>
public sealed class ElementTypeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public async Task Numbers_of_every_type_come_back_as_they_went_in(int rows)
    {
        await PassAsync<float>("float", rows, 0, -0f, 1.5f, float.MinValue, float.MaxValue, float.Epsilon, float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        await PassAsync<double>("double", rows, 0, -0d, 1.5, double.MinValue, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity);
        await PassAsync<Half>("float16", rows, (Half)0, Half.NegativeZero, (Half)1.5, Half.MinValue, Half.MaxValue, Half.Epsilon, Half.NaN, Half.PositiveInfinity);
        await PassAsync<sbyte>("int8", rows, 0, 1, -1, sbyte.MinValue, sbyte.MaxValue);
        await PassAsync<short>("int16", rows, 0, 1, -1, short.MinValue, short.MaxValue);
        await PassAsync<int>("int32", rows, 0, 1, -1, int.MinValue, int.MaxValue);
        await PassAsync<long>("int64", rows, 0, 1, -1, long.MinValue, long.MaxValue);
        await PassAsync<byte>("uint8", rows, 0, 1, 128, byte.MaxValue);
        await PassAsync<ushort>("uint16", rows, 0, 1, 32768, ushort.MaxValue);
        await PassAsync<uint>("uint32", rows, 0, 1, 1u << 31, uint.MaxValue);
        await PassAsync<ulong>("uint64", rows, 0, 1, 1ul << 63, ulong.MaxValue);
        await PassAsync<bool>("bool", rows, false, true, true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public async Task Strings_come_back_as_they_went_in(int rows)
    {
        string[] some = ["", "Mon", "über", "日本語", "😀", "a\"b\\c", " ", "\n", "a\0b", new string('x', 5000)];
        string[][] texts = [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, 3).Select(i => some[(row + (7 * i)) % some.Length]).ToArray())];
        await using OnnxScoringClient client = ModelWriter.Of("Identity", "string[N,3]", "string[N,3]").Load();
        using RecordBatch batch = RecordBatch.FromColumns(ColumnValues.Of("X", [.. texts.SelectMany(row => row)], [3]));
        using RecordBatch response = await client.ScoreAsync(batch);
        StringColumn column = response.GetStrings("Y");
        Assert.Equal(texts, Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, 3).Select(i => column.GetString(row, i)!).ToArray()));

        await using IScoringClient<string[], string[]> client2 = new ScoringClientBuilder(ModelWriter.Of("Identity", "string[N,3]", "string[N,3]").Load()).Build<string[], string[]>();
        Assert.Equal(texts, await client2.ScoreAsync(texts));
    }

    [Fact]
    public async Task Strings_that_are_all_empty_come_back()
    {
        await using OnnxScoringClient client = TestModels.Load("identity_str");
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("s", ["", "", ""]));
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(["", "", ""], Enumerable.Range(0, 3).Select(row => response.GetStrings("t").GetString(row)));
    }

    [Fact]
    public async Task Model_of_many_types_takes_each_by_name()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("flag", "bool[N]").Input("count", "uint16[N]").Input("word", "string[N]").Input("wide", "double[N,2]")
            .Node("Not", ["flag"], ["flag out"]).Node("Cast", ["count"], ["count out"], ("to", TypeText.Element("int64")))
            .Node("Identity", ["word"], ["word out"]).Node("Cast", ["wide"], ["wide out"], ("to", TypeText.Element("float16")))
            .Output("flag out", "bool[N]").Output("count out", "int64[N]").Output("word out", "string[N]").Output("wide out", "float16[N,2]")
            .Load();
        using RecordBatch rows = RecordBatch.FromColumns(
            ColumnValues.Of("wide", [0.5, 1, 1.5, 2], [2]), ColumnValues.Of("word", ["a", "b"]), ColumnValues.Of("count", new ushort[] { 1, 65535 }), ColumnValues.Of("flag", [true, false]));
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([false, true], response.GetColumn<bool>("flag out").Values);
        Assert.Equal([1, 65535], response.GetColumn<long>("count out").Values);
        Assert.Equal("b", response.GetStrings("word out").GetString(1));
        Assert.Equal([(Half)0.5, (Half)1, (Half)1.5, (Half)2], response.GetColumn<Half>("wide out").Values);
    }

    private static async Task PassAsync<T>(string element, int rows, params T[] some)
        where T : unmanaged
    {
        const int PerRow = 3;
        T[] values = [.. Enumerable.Range(0, rows * PerRow).Select(i => some[i * 5 % some.Length])];
        OnnxScoringClient client = ModelWriter.Of("Identity", $"{element}[N,{PerRow}]", $"{element}[N,{PerRow}]").Load();
        ElementType type = Elements.TypeOf<T>();
        ScoringSignature signature = await client.GetSignatureAsync();
        Assert.Equal(type, Assert.Single(signature.Inputs).Type);
        Assert.Equal(type, Assert.Single(signature.Outputs).Type);
        Assert.Equal(OnnxBatchProbeResult.Equal, client.Info.BatchProbe);

        using RecordBatch batch = RecordBatch.FromValues<T>(values, [PerRow]);
        using (RecordBatch response = await client.ScoreAsync(batch)) Assert.Equal(Bytes<T>(values), Bytes<T>(response.GetColumn<T>("Y").Values));

        await using IScoringClient<T[], T[]> byRow = new ScoringClientBuilder(client).Build<T[], T[]>();
        T[][] given = [.. values.Chunk(PerRow)];
        T[][] scores = await byRow.ScoreAsync(given);
        Assert.Equal(Bytes<T>(values), Bytes<T>(scores.SelectMany(score => score).ToArray()));
    }

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();
}
