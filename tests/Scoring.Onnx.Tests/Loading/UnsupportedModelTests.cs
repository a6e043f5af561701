using Scoring.Onnx.Tests.Writing;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>What no batch can feed or hold is refused when the model is loaded, by its name and with the reason.</summary>
public sealed class UnsupportedModelTests
{
    [Fact]
    public void Input_of_an_element_type_that_no_column_holds_is_refused() =>
        AssertRefused(ModelWriter.Of("Identity", "bfloat16[N,2]", "bfloat16[N,2]"), "'written.onnx'", "X bfloat16[N, 2]", "not supported");

    [Fact]
    public void Input_that_is_a_map_is_refused() => AssertRefused(
        new ModelWriter().Input("X", "map(int64,float)").Node("ml:CastMap", ["X"], ["Y"]).Output("Y", "float[1,?]"), "'written.onnx'", "X map", "not a tensor");

    [Fact]
    public void Input_that_is_a_sequence_is_refused() => AssertRefused(
        new ModelWriter().Input("X", "sequence(float)").Node("SequenceLength", ["X"], ["Y"]).Output("Y", "int64[]"), "'written.onnx'", "X sequence", "not a tensor");

    [Fact]
    public void Input_that_is_sparse_is_refused() => AssertRefused(
        new ModelWriter().Input("X", "sparse(float[3,2])").Input("B", "float[2,3]").Node("ms:SparseToDenseMatMul", ["X", "B"], ["Y"]).Output("Y", "float[3,3]"),
        "'written.onnx'",
        "X sparse",
        "not a tensor");

    [Fact]
    public void Output_that_is_a_sequence_is_refused_with_the_option_that_leaves_it_out() => AssertRefused(
        WithSequenceOutput(), "'written.onnx'", "S sequence", "not a tensor", "OnnxScoringOptions.Outputs");

    [Fact]
    public async Task Output_that_is_a_sequence_can_be_left_out()
    {
        await using OnnxScoringClient client = WithSequenceOutput().Load(new OnnxScoringOptions { Outputs = { "Y" } });
        Assert.Equal("Y", Assert.Single(client.Info.Outputs).Name);
    }

    [Fact]
    public void Output_of_an_element_type_that_no_column_holds_is_refused() => AssertRefused(
        new ModelWriter().Input("X", "float[N,2]").Node("Cast", ["X"], ["Y"], ("to", TypeText.Element("bfloat16"))).Output("Y", "bfloat16[N,2]"),
        "'written.onnx'",
        "Y bfloat16",
        "not supported");

    [Fact]
    public void Inputs_of_different_fixed_first_dimensions_are_refused_with_both() => AssertRefused(
        new ModelWriter().Input("A", "float[4,2]").Input("B", "float[3,2]").Node("Concat", ["A", "B"], ["Y"], ("axis", 0)).Output("Y", "float[7,2]"),
        "'written.onnx'",
        "A float32[4, 2]",
        "B float32[3, 2]",
        "no batch axis");

    [Fact]
    public void Model_without_inputs_is_refused() => AssertRefused(
        new ModelWriter().Node("Constant", [], ["Y"], ("value", Tensor.Of("v", [1], [1f]))).Output("Y", "float[1]"), "'written.onnx'", "no input");

    [Fact]
    public void Unknown_output_is_refused_with_those_there_are()
    {
        var options = new OnnxScoringOptions { Outputs = { "Y", "Q" } };
        var error = Assert.Throws<ScoringModelException>(() => ModelWriter.Of("Relu", "float[N,2]", "float[N,2]").Load(options));
        Assert.Contains("no output 'Q'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Y float32[N, 2]", error.Message, StringComparison.Ordinal);
    }

    private static ModelWriter WithSequenceOutput() => new ModelWriter()
        .Input("X", "float[N,2]").Node("Relu", ["X"], ["Y"]).Node("SequenceConstruct", ["X"], ["S"]).Output("S", "sequence(float[N,2])").Output("Y", "float[N,2]");

    private static void AssertRefused(ModelWriter model, params string[] parts)
    {
        var error = Assert.Throws<ScoringModelException>(() => model.Load());
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
