using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>Outputs are what they turn out to be, not what the file declares.</summary>
public sealed class OutputShapeTests
{
    [Fact]
    public async Task Two_outputs_are_two_columns()
    {
        await using OnnxScoringClient client = TestModels.Load("two_out");
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, -2], [-3, 4]]);
        for (int i = 0; i < 2; i++)
        {
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.Equal(["a", "b"], response.Schema.Columns.Select(column => column.Name));
            Assert.Equal([1, 0, 0, 4], response.GetColumn<float>("a").Values);
            Assert.Equal([-1, 2, 3, -4], response.GetColumn<float>("b").Values);
        }
    }

    [Fact]
    public async Task Outputs_are_those_asked_for_in_the_order_asked_for()
    {
        await using OnnxScoringClient client = TestModels.Load("two_out", new OnnxScoringOptions { Outputs = { "b", "a", "b" } });
        Assert.Equal(["b", "a"], (await client.GetSignatureAsync()).Outputs.Select(output => output.Name));
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, -2]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(["b", "a"], response.Schema.Columns.Select(column => column.Name));
        Assert.Equal([-1, 2], response.GetColumn<float>(0).Values);
    }

    [Fact]
    public async Task Outputs_of_different_types_and_ranks_come_together()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[N,2]").Initializer(Tensor.Of("shape", [3], [-1L, 2L, 1L]))
            .Node("Reshape", ["X", "shape"], ["deep"]).Node("Cast", ["X"], ["text"], ("to", TypeText.Element("string"))).Node("ArgMax", ["X"], ["best"], ("axis", 1), ("keepdims", 0))
            .Output("deep", "float[N,2,1]").Output("text", "string[N,2]").Output("best", "int64[N]").Load();
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [4, 3], [5, 6]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal("('deep' Float32 [2, 1], 'text' String [2], 'best' Int64 [])", response.Schema.ToString());
        Assert.Equal([4, 3], response.GetColumn<float>("deep").GetRow(1));
        Assert.Equal("6", response.GetStrings("text").GetString(2, 1));
        Assert.Equal([1, 0, 1], response.GetColumn<long>("best").Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task Output_that_is_declared_smaller_than_it_is_comes_whole(int count)
    {
        await using OnnxScoringClient client = ModelWriter.Of("Neg", "float[N,2]", "float[3,2]").Load();
        float[] values = [.. Enumerable.Range(1, count * 2).Select(i => (float)i)];
        using RecordBatch rows = RecordBatch.FromValues<float>(values, [2]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(values.Select(v => -v).ToArray(), response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Output_whose_row_is_declared_otherwise_comes_as_it_is()
    {
        // The declaration says 5 per row; the runtime warns of it and gives 2.
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[N,F]").Node("Neg", ["X"], ["Y"]).Output("Y", "float[N,5]").Load();
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 4]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal("'Y' Float32 [2]", response.Schema.Columns[0].ToString());
        Assert.Equal([-1, -2, -3, -4], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Row_shape_may_change_from_batch_to_batch()
    {
        await using OnnxScoringClient client = ModelWriter.Of("Neg", "float[N,F]", "float[N,F]").Load();
        for (int width = 1; width < 5; width++)
        {
            float[] values = [.. Enumerable.Range(1, 3 * width).Select(i => (float)i)];
            using RecordBatch rows = RecordBatch.FromValues<float>(values, [width]);
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.Equal(values.Select(v => -v).ToArray(), response.GetColumn<float>("Y").Values);
        }
    }

    [Theory]
    [InlineData(new[] { 1f, 0f, 2f, 3f }, new[] { 0f, 2f, 3f })]
    [InlineData(new[] { 1f, 0f, 0f, 3f }, new[] { 0f, 3f })]
    [InlineData(new[] { 0f, 0f, 0f, 0f }, new float[0])]
    public async Task Output_whose_shape_depends_on_the_data_comes_with_the_row(float[] row, float[] places)
    {
        await using OnnxScoringClient client = NonZeroPlaces();
        using RecordBatch rows = RecordBatch.FromRows<float>([row]);
        for (int i = 0; i < 3; i++)
        {
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.Equal(places, response.GetColumn<float>("Y").Values);
        }
    }

    [Fact]
    public async Task Rows_of_one_response_that_differ_in_shape_are_an_error_that_shows_both()
    {
        await using OnnxScoringClient client = NonZeroPlaces();
        Assert.Equal(1, client.Info.RowsPerRun);
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2, 3, 4], [1, 0, 3, 0]]), alike = RecordBatch.FromRows<float>([[1, 0, 2, 0], [0, 0, 3, 4]]);
        var error = await Assert.ThrowsAsync<ScoringResponseException>(async () => await client.ScoreAsync(rows));
        Assert.Contains("'Y' Float32 [4]", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Y' Float32 [2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 1", error.Message, StringComparison.Ordinal);
        using RecordBatch response = await client.ScoreAsync(alike);
        Assert.Equal([0, 2, 2, 3], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Input_that_is_an_output_too_comes_back()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[N,2]").Node("Neg", ["X"], ["Y"]).Output("X", "float[N,2]").Output("Y", "float[N,2]").Load();
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 4]]);
        for (int i = 0; i < 3; i++)
        {
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.Equal([1, 2, 3, 4], response.GetColumn<float>("X").Values);
            Assert.Equal([-1, -2, -3, -4], response.GetColumn<float>("Y").Values);
        }
    }

    [Fact]
    public async Task Constant_that_is_an_output_comes_with_every_row()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[1,2]").Initializer(Tensor.Of("version", [1, 2], [7f, 8f])).Node("Neg", ["X"], ["Y"]).Output("version", "float[1,2]").Output("Y", "float[1,2]").Load();
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 4]]);
        for (int i = 0; i < 3; i++)
        {
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.Equal([7, 8, 7, 8], response.GetColumn<float>("version").Values);
            Assert.Equal([-1, -2, -3, -4], response.GetColumn<float>("Y").Values);
        }
    }

    [Fact]
    public async Task Output_of_a_loop_that_makes_no_trip_is_its_input()
    {
        await using var model = new SlowModel();
        for (int i = 0; i < 3; i++)
        {
            using RecordBatch rows = SlowModel.Rows(0, 0, 0);
            using RecordBatch response = await model.Client.ScoreAsync(rows);
            Assert.Equal(rows.GetColumn<float>("X").Values, response.GetColumn<float>("Y").Values);
        }
    }

    [Fact]
    public async Task Output_whose_batch_axis_is_its_second_comes_row_by_row()
    {
        await using OnnxScoringClient client = TestModels.Load("dyn_out");
        using RecordBatch rows = RecordBatch.FromValues<float>([3, 5]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([0, 0], response.GetColumn<long>("idx").Values);
    }

    [Fact]
    public async Task Output_that_is_not_one_row_per_row_is_an_error_that_shows_its_shape()
    {
        await using OnnxScoringClient client = TestModels.Load("fails_unless_6");
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, 4, 5, 6]);
        var error = await Assert.ThrowsAsync<ScoringResponseException>(async () => await client.ScoreAsync(rows));
        Assert.Contains("'Y'", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3] for 6 rows", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, error.Rows);
    }

    [Fact]
    public async Task Output_without_a_batch_axis_is_the_rows_when_rows_run_alone()
    {
        // The mean over everything: one number per run, whatever the rows.
        await using OnnxScoringClient client = ModelWriter.Of("ReduceMean", "float[N,2]", "float[]", ("keepdims", 0)).Load();
        Assert.Equal(OnnxBatchProbeResult.Unequal, client.Info.BatchProbe);
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 3], [5, 7]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([2, 6], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Response_of_no_rows_has_the_declared_columns_before_any_run()
    {
        await using OnnxScoringClient client = ModelWriter.Of("Relu", "float[N,?]", "float[N,?]").Load(), known = TestModels.Load("two_out");
        using RecordBatch wide = RecordBatch.FromRows<float>([[1, 2, 3]]), pair = RecordBatch.FromRows<float>([[1, 2]]);
        using RecordBatch none = await client.ScoreAsync(wide.Slice(0, 0)), two = await known.ScoreAsync(pair.Slice(1, 0));
        Assert.Equal("('Y' Float32 [0])", none.Schema.ToString());
        Assert.Equal("('a' Float32 [2], 'b' Float32 [2])", two.Schema.ToString());
        Assert.Equal(0, none.RowCount + two.RowCount);
    }

    /// <summary>Gives the places of a row's numbers that are not zero: as many as there are.</summary>
    private static OnnxScoringClient NonZeroPlaces() => new ModelWriter()
        .Input("X", "float[N,4]").Initializer(Tensor.Of("second", [1], [1L]))
        .Node("NonZero", ["X"], ["places"]).Node("Gather", ["places", "second"], ["columns"], ("axis", 0)).Node("Cast", ["columns"], ["Y"], ("to", TypeText.Element("float")))
        .Output("Y", "float[1,K]").Load();
}
