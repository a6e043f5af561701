extern alias build;

using build::Scoring.Build.Graphs;
using build::Scoring.Build.Onnx;
using Scoring.Onnx;

namespace Scoring.SourceGeneration.Tests.Models;

public sealed class OnnxGraphReaderTests
{
    private const int Seed = 20261126;

    private static readonly string s_models = Path.Combine(AppContext.BaseDirectory, "Models");

    public static TheoryData<string> Models => [.. Directory.GetFiles(s_models, "*.onnx").Select(static file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Reader_sees_what_the_runtime_sees(string file)
    {
        string path = Path.Combine(s_models, file);
        ModelGraph graph = OnnxGraphReader.Read(path);
        IReadOnlyList<OnnxValueInfo> inputs, outputs;
        try
        {
            await using OnnxScoringClient client = OnnxScoringClient.Load(path);
            (inputs, outputs) = (client.Info.Inputs, client.Info.Outputs);
        }
        catch (ScoringModelException)
        {
            return;
        }

        Assert.Equal(inputs.Select(Text), graph.Inputs.Where(static i => !i.IsOptional).Select(Text));
        Assert.Equal(outputs.Select(Text), graph.Outputs.Select(Text));
    }

    [Theory]
    [InlineData("float[N,4]", "float32", "?,4")]
    [InlineData("int64[]", "int64", "")]
    [InlineData("string", "string", null)]
    [InlineData("bfloat16[2]", "bfloat16", "2")]
    [InlineData("sequence(map(int64,float))", "sequence of map(int64, float32)", null)]
    [InlineData("sparse(float[N,4])", "sparse tensor", null)]
    public void Type_is_read(string written, string type, string? dimensions)
    {
        ModelGraph graph = Read(new ModelWriter().Input("X", written).Output("Y\t\\\n", written).ToBytes());
        Assert.Equal([new GraphValue("X", type, dimensions)], graph.Inputs);
        Assert.Equal([new GraphValue("Y\t\\\n", type, dimensions)], graph.Outputs);
        ModelGraph copied = GraphText.TryRead(GraphText.Write(graph))!;
        Assert.Equal(graph.Inputs.Concat(graph.Outputs), copied.Inputs.Concat(copied.Outputs));
    }

    [Fact]
    public void Optional_input_and_weight_may_be_left_out()
    {
        ModelGraph graph = Read(new ModelWriter().Input("X", "optional(float[N])").Input("W", "float[2]").Initializer(Tensor.Of("W", [2], new float[] { 1, 2 })).Output("Y", "float[N]").ToBytes());
        Assert.All(graph.Inputs, static input => Assert.True(input.IsOptional));
    }

    [Fact]
    public void Every_cut_of_a_model_is_damage_or_a_model()
    {
        byte[] model = File.ReadAllBytes(Path.Combine(s_models, "two_out.onnx"));
        for (int length = 0; length < model.Length; length++) ReadOrDamaged(model[..length]);
    }

    [Fact]
    public void Changed_bytes_are_damage_or_a_model()
    {
        byte[] model = File.ReadAllBytes(Path.Combine(s_models, "two_out.onnx"));
        var random = new Random(Seed);
        for (int i = 0; i < 5000; i++)
        {
            byte[] changed = [.. model];
            for (int change = random.Next(1, 4); change > 0; change--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            ReadOrDamaged(changed);
        }
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:1", "git lfs pull")]
    [InlineData("<!DOCTYPE html><html>Not found</html>", "field")]
    public void Other_file_is_told(string content, string part) => Assert.Contains(
        part, Assert.Throws<DamagedModelException>(() => Read(System.Text.Encoding.UTF8.GetBytes(content))).Message, StringComparison.Ordinal);

    [Fact]
    public void Weights_are_not_read()
    {
        byte[] model = new ModelWriter().Input("X", "float[N,2]").Initializer(Tensor.Of("W", [100_000], new float[100_000])).Output("Y", "float[N]").ToBytes();
        using var stream = new CountingStream(model);
        OnnxGraphReader.Read(stream);
        Assert.True(stream.BytesRead < 2_000, $"{stream.BytesRead} of {model.Length} bytes were read");
    }

    private static string Text(OnnxValueInfo value) => $"{value.Name} {value.Type} {string.Join(",", value.Dimensions.Select(static d => int.TryParse(d, out _) ? d : "?"))}";

    private static string Text(GraphValue value) => $"{value.Name} {value.Type} {value.Dimensions}";

    private static ModelGraph Read(byte[] model) => OnnxGraphReader.Read(new MemoryStream(model));

    /// <summary>Anything else that it throws fails the test.</summary>
    private static void ReadOrDamaged(byte[] model)
    {
        try
        {
            Read(model);
        }
        catch (DamagedModelException)
        {
        }
    }
}
