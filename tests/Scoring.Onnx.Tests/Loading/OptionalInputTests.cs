using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>Inputs that may be left out: those of an optional type, and initializers that callers may override.</summary>
public sealed class OptionalInputTests
{
    /// <summary>Gives X times two, and times zero where the optional input is missing.</summary>
    internal static ModelWriter WithOptionalType() => new ModelWriter()
        .Opset(16)
        .Input("X", "float[N,2]")
        .Input("extra", "optional(float[N,2])")
        .Initializer(Tensor.Of("two", [], [2f]))
        .Node("OptionalHasElement", ["extra"], ["has"])
        .Node("Cast", ["has"], ["one"], ("to", TypeText.Element("float")))
        .Node("Mul", ["X", "one"], ["X or 0"])
        .Node("Mul", ["X or 0", "two"], ["Y"])
        .Output("Y", "float[N,2]");

    [Fact]
    public async Task Optional_input_may_be_given_or_left_out()
    {
        await using OnnxScoringClient client = WithOptionalType().Load();
        Assert.True(client.Info.Inputs[1].IsOptional);
        Assert.Equal("extra float32[N, 2] (optional)", client.Info.Inputs[1].ToString());
        ColumnValues x = ColumnValues.Of("X", [1f, 2f, 3f, 4f], [2]), extra = ColumnValues.Of("extra", [0f, 0f, 0f, 0f], [2]);

        using RecordBatch without = RecordBatch.FromColumns(x), with = RecordBatch.FromColumns(extra, x);
        using RecordBatch zeros = await client.ScoreAsync(without), doubled = await client.ScoreAsync(with);
        Assert.Equal([0, 0, 0, 0], zeros.GetColumn<float>("Y").Values);
        Assert.Equal([2, 4, 6, 8], doubled.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Optional_input_of_a_kind_that_no_batch_holds_is_left_out()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Opset(16)
            .Input("X", "float[N,2]")
            .Input("extra", "optional(sequence(float[N,2]))")
            .Node("OptionalHasElement", ["extra"], ["has"])
            .Node("Cast", ["has"], ["one"], ("to", TypeText.Element("float")))
            .Node("Add", ["X", "one"], ["Y"])
            .Output("Y", "float[N,2]")
            .Load();
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([1, 2], response.GetColumn<float>("Y").Values);
        Assert.Single((await client.GetSignatureAsync()).Inputs);
    }

    [Fact]
    public async Task Optional_input_whose_element_is_used_fails_without_it_and_works_with_it()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Opset(16)
            .Input("X", "float[N,2]")
            .Input("extra", "optional(float[N,2])")
            .Node("OptionalGetElement", ["extra"], ["element"])
            .Node("Add", ["X", "element"], ["Y"])
            .Output("Y", "float[N,2]")
            .Load();
        Assert.Equal(OnnxBatchProbeResult.Inconclusive, client.Info.BatchProbe);
        ColumnValues x = ColumnValues.Of("X", [1f, 2f, 3f, 4f], [2]), extra = ColumnValues.Of("extra", [10f, 20f, 30f, 40f], [2]);
        using RecordBatch without = RecordBatch.FromColumns(x), with = RecordBatch.FromColumns(x, extra);
        await Assert.ThrowsAsync<ScoringRefusedException>(async () => await client.ScoreAsync(without));
        using RecordBatch sums = await client.ScoreAsync(with);
        Assert.Equal([11, 22, 33, 44], sums.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Overridable_initializer_without_a_batch_axis_is_reported_and_left_as_it_is()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[N,2]").Input("w", "float[1,2]").Initializer(Tensor.Of("w", [1, 2], [3f, 5f])).Node("Mul", ["X", "w"], ["Y"]).Output("Y", "float[N,2]").Load();
        Assert.Equal("w float32[1, 2]", Assert.Single(client.Info.OverridableInitializers).ToString());
        Assert.Single(client.Info.Inputs);
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2], [3, 4]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([3, 10, 9, 20], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Overridable_initializer_with_a_batch_axis_is_an_optional_input()
    {
        await using OnnxScoringClient client = new ModelWriter()
            .Input("X", "float[N,2]").Input("w", "float[M,2]").Initializer(Tensor.Of("w", [1, 2], [3f, 5f])).Node("Mul", ["X", "w"], ["Y"]).Output("Y", "float[N,2]").Load();
        Assert.Empty(client.Info.OverridableInitializers);
        Assert.Equal("w float32[M, 2] (optional)", client.Info.Inputs[1].ToString());
        ColumnValues x = ColumnValues.Of("X", [1f, 2f, 3f, 4f], [2]), w = ColumnValues.Of("w", [10f, 20f, 30f, 40f], [2]);
        using RecordBatch without = RecordBatch.FromColumns(x), with = RecordBatch.FromColumns(x, w);
        using RecordBatch defaults = await client.ScoreAsync(without), overridden = await client.ScoreAsync(with);
        Assert.Equal([3, 10, 9, 20], defaults.GetColumn<float>("Y").Values);
        Assert.Equal([10, 40, 90, 160], overridden.GetColumn<float>("Y").Values);
    }
}
