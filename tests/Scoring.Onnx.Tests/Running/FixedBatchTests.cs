using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A model whose batch axis is fixed scores any number of rows: requests are cut, padded, and what the padding gave is dropped.</summary>
public sealed class FixedBatchTests
{
    private const int Size = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Batch_axis_of_one_runs_row_by_row(int count)
    {
        float[] features = TestModels.Numbers<float>("logreg4.X.bin");
        float[] values = [.. Enumerable.Range(0, count * 4).Select(i => features[i % features.Length])];
        await using OnnxScoringClient free = TestModels.Load("logreg4"), fixedAtOne = TestModels.Load("logreg4_batch1");
        using RecordBatch rows = RecordBatch.FromValues<float>(values, [4]);
        using RecordBatch expected = await free.ScoreAsync(rows), actual = await fixedAtOne.ScoreAsync(rows);
        Assert.Equal(1, fixedAtOne.Info.FixedBatchSize);
        Assert.Equal(1, fixedAtOne.Info.RowsPerRun);
        AssertClose(expected.GetColumn<float>(0).Values, actual.GetColumn<float>(0).Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Size - 1)]
    [InlineData(Size)]
    [InlineData(Size + 1)]
    [InlineData((3 * Size) + 2)]
    public async Task Any_number_of_rows_equals_single_rows(int count)
    {
        await using OnnxScoringClient client = ModelWriter.Of("Softmax", $"float[{Size},3]", $"float[{Size},3]", ("axis", 1)).Load();
        Assert.Equal(Size, client.Info.FixedBatchSize);
        Assert.Equal(Size, client.Info.RowsPerRun);
        Assert.Equal(Size, (await client.GetSignatureAsync()).MaxRowsPerRun);
        float[] values = [.. Enumerable.Range(0, count * 3).Select(i => MathF.Sin(i))];
        using RecordBatch rows = RecordBatch.FromValues<float>(values, [3]);

        // Twice: the first response is copied from the runtime's memory, the second is written straight by the model.
        for (int i = 0; i < 2; i++)
        {
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.Equal(count, response.RowCount);
            for (int row = 0; row < count; row++)
            {
                using RecordBatch single = await client.ScoreAsync(rows.Slice(row, 1));
                Assert.Equal(single.GetColumn<float>(0).Values, response.GetColumn<float>(0).GetRow(row));
            }
        }

        await using IScoringClient<float[], float[]> byRow = new ScoringClientBuilder(client).Build<float[], float[]>();
        float[][] scores = await byRow.ScoreAsync(values.Chunk(3).ToArray());
        using RecordBatch whole = await client.ScoreAsync(rows);
        Assert.Equal(scores.SelectMany(score => score).ToArray(), whole.GetColumn<float>(0).Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Size - 1)]
    [InlineData(Size)]
    [InlineData(Size + 1)]
    [InlineData((3 * Size) + 2)]
    public async Task Strings_in_padded_batches_stay_with_their_rows(int count)
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("word", $"string[{Size},2]").Input("number", $"int64[{Size}]")
            .Node("Identity", ["word"], ["word out"]).Node("Identity", ["number"], ["number out"])
            .Output("word out", $"string[{Size},2]").Output("number out", $"int64[{Size}]").Load();
        string[] words = [.. Enumerable.Range(0, count * 2).Select(i => i % 3 == 0 ? "" : $"wört {i}")];
        long[] numbers = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("word", words, [2]), ColumnValues.Of("number", numbers));
        using RecordBatch response = await client.ScoreAsync(rows);
        StringColumn column = response.GetStrings("word out");
        Assert.Equal(words, Enumerable.Range(0, count * 2).Select(i => column.GetString(i / 2, i % 2)));
        Assert.Equal(numbers, response.GetColumn<long>("number out").Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Fewer_rows_per_run_than_the_fixed_size_are_padded(int most)
    {
        await using OnnxScoringClient client = ModelWriter.Of("Neg", $"float[{Size},2]", $"float[{Size},2]").Load(new OnnxScoringOptions { MaxRowsPerRun = most });
        Assert.Equal(most, client.Info.RowsPerRun);
        float[] values = [.. Enumerable.Range(1, 22).Select(i => (float)i)];
        using RecordBatch rows = RecordBatch.FromValues<float>(values, [2]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(values.Select(v => -v).ToArray(), response.GetColumn<float>(0).Values);
    }

    [Theory]
    [InlineData("logreg4_batch1", 2, "fixed at 1")]
    [InlineData("slow_loop", 2, "one value for the whole run")]
    public void More_rows_per_run_than_the_model_has_room_for_is_an_error_at_load(string model, int most, string reason)
    {
        var error = Assert.Throws<ScoringModelException>(() => TestModels.Load(model, new OnnxScoringOptions { MaxRowsPerRun = most }));
        Assert.Contains($"{model}.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains($"MaxRowsPerRun is {most}", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_influence_each_other_within_a_fixed_batch_are_run_alone()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", $"float[{Size},2]").Node("ReduceMean", ["X"], ["mean"], ("axes", new[] { 0L }), ("keepdims", 1)).Node("Sub", ["X", "mean"], ["Y"])
            .Output("Y", $"float[{Size},2]").Load();
        Assert.Equal(OnnxBatchProbeResult.Unequal, client.Info.BatchProbe);
        Assert.Equal(1, client.Info.RowsPerRun);
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(new float[10], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Free_dimension_can_be_fixed_by_an_option()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", new OnnxScoringOptions { FreeDimensions = { ["N"] = 4 } }), free = TestModels.Load("logreg4");
        Assert.Equal(4, client.Info.FixedBatchSize);
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4.X.bin"), [4]);
        using RecordBatch expected = await free.ScoreAsync(rows), actual = await client.ScoreAsync(rows);
        AssertClose(expected.GetColumn<float>(0).Values, actual.GetColumn<float>(0).Values);
    }

    [Fact]
    public async Task Value_for_the_whole_run_is_each_rows_own()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[N,2]").Input("factor", "float[]").Node("Mul", ["X", "factor"], ["Y"]).Output("Y", "float[N,2]").Load();
        Assert.Equal(1, client.Info.RowsPerRun);
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("X", [1f, 2f, 3f, 4f, 5f, 6f], [2]), ColumnValues.Of("factor", [10f, 100f, 1000f]));
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([10, 20, 300, 400, 5000, 6000], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Value_for_the_whole_run_of_a_fixed_batch_is_each_rows_own()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", $"float[{Size},2]").Input("factor", "float[]").Node("Mul", ["X", "factor"], ["Y"]).Output("Y", $"float[{Size},2]").Load();
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("X", [1f, 2f, 3f, 4f], [2]), ColumnValues.Of("factor", [10f, 100f]));
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([10, 20, 300, 400], response.GetColumn<float>("Y").Values);
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - (1e-5f * expected[i]), expected[i] + (1e-5f * expected[i]));
    }
}
