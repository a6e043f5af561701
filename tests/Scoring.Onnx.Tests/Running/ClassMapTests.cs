using Scoring.Onnx.Tests.Golden;
using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A ZipMap output becomes one probability column per class, and a label where the model gives none besides.</summary>
public sealed class ClassMapTests
{
    [Fact]
    public async Task Classes_become_columns_beside_the_models_own_label()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4_zipmap");
        Assert.Equal("sequence of map(int64, float32)", client.Info.Outputs[1].Type);
        Assert.Equal(
            ["'label' Int64 []", "'probs_0' Float32 []", "'probs_1' Float32 []", "'probs_2' Float32 []"],
            (await client.GetSignatureAsync()).Outputs.Select(output => output.ToString()));
        await GoldenRun.RunAsync(client, FittedModel.Read(TestModels.Folder, "logreg4_zipmap"), Route.Batch, 300);
    }

    [Fact]
    public async Task Label_is_the_most_probable_class_where_the_map_is_the_only_output()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4_zipmap", new OnnxScoringOptions { Outputs = { "probs" } });
        Assert.Equal("'probs_label' Int64 []", (await client.GetSignatureAsync()).Outputs[^1].ToString());
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4_zipmap.X.bin"), [4]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal(["probs_0", "probs_1", "probs_2", "probs_label"], response.Schema.Columns.Select(column => column.Name));
        Assert.Equal(TestModels.Numbers<long>("logreg4_zipmap.label.bin"), response.GetColumn<long>("probs_label").Values);
    }

    [Fact]
    public async Task Map_that_is_left_out_is_not_computed()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4_zipmap", new OnnxScoringOptions { Outputs = { "label" } });
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4_zipmap.X.bin"), [4]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal("label", Assert.Single(response.Schema.Columns).Name);
        Assert.Equal(TestModels.Numbers<long>("logreg4_zipmap.label.bin"), response.GetColumn<long>("label").Values);
    }

    [Fact]
    public async Task Classes_may_be_strings()
    {
        await using OnnxScoringClient client = WithNamedClasses("float[N,3]").Load();
        Assert.Equal(
            ["'probs_cat' Float32 []", "'probs_dog' Float32 []", "'probs_über' Float32 []", "'probs_label' String []"],
            (await client.GetSignatureAsync()).Outputs.Select(output => output.ToString()));
        await AssertNamedAsync(client);
        await using IScoringClient<float[], (float Cat, float Dog)> byRow =
            new ScoringClientBuilder(client).Build(scores: Scoring.Bindings.ScoreBinding.Default<(float, float)>("probs_cat", "probs_dog"), rows: (Scoring.Bindings.RowBinding<float[]>?)null);
        Assert.Equal([(0.1f, 0.2f), (0.6f, 0.3f)], await byRow.ScoreAsync(new[] { new[] { 0.1f, 0.7f, 0.2f }, [0.6f, 0.1f, 0.3f] }));
    }

    [Theory]
    [InlineData("float[N,F]")]
    [InlineData("float")]
    public async Task Classes_that_are_not_known_before_the_first_batch_are_learned_from_it(string type)
    {
        await using OnnxScoringClient client = WithNamedClasses(type).Load();
        Assert.Contains(client.Info.Warnings, warning => warning.Contains("not known before the first batch", StringComparison.Ordinal));
        SignatureColumn open = Assert.Single((await client.GetSignatureAsync()).Outputs);
        Assert.Equal("'probs' Float32 [...]", open.ToString());
        await AssertNamedAsync(client);
    }

    [Fact]
    public async Task Padded_rows_of_a_fixed_batch_leave_no_trace()
    {
        await using OnnxScoringClient client = WithNamedClasses("float[4,3]").Load();
        await AssertNamedAsync(client);
        await GoldenRun.RunAsync(
            WithNamedClasses("float[4,3]").Load(),
            new TestRows(
                [new TestColumn<float>("X", [3], [0.1f, 0.7f, 0.2f, 0.6f, 0.1f, 0.3f])],
                [
                    new TestColumn<float>("probs_cat", RowShape.Scalar, [0.1f, 0.6f]),
                    new TestColumn<float>("probs_dog", RowShape.Scalar, [0.2f, 0.3f]),
                    new TestColumn<float>("probs_über", RowShape.Scalar, [0.7f, 0.1f]),
                    new TestStrings("probs_label", RowShape.Scalar, ["über", "cat"]),
                ]),
            Route.Batch,
            7);
    }

    [Fact]
    public async Task Response_of_no_rows_has_the_same_columns()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4_zipmap");
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3, 4], [4]);
        using RecordBatch one = await client.ScoreAsync(rows), none = await client.ScoreAsync(rows.Slice(0, 0));
        Assert.Equal(one.Schema, none.Schema);
        Assert.Equal(0, none.RowCount);
    }

    /// <summary>Passes three numbers on as the probabilities of classes, whose names the runtime sorts.</summary>
    private static ModelWriter WithNamedClasses(string type) => new ModelWriter()
        .Input("X", type).Node("ml:ZipMap", ["X"], ["probs"], ("classlabels_strings", new[] { "cat", "über", "dog" })).Output("probs", "sequence(map(string,float))");

    private static async Task AssertNamedAsync(OnnxScoringClient client)
    {
        using RecordBatch rows = RecordBatch.FromRows<float>([[0.1f, 0.7f, 0.2f], [0.6f, 0.1f, 0.3f]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([0.1f, 0.6f], response.GetColumn<float>("probs_cat").Values);
        Assert.Equal([0.2f, 0.3f], response.GetColumn<float>("probs_dog").Values);
        Assert.Equal([0.7f, 0.1f], response.GetColumn<float>("probs_über").Values);
        Assert.Equal(["über", "cat"], Enumerable.Range(0, 2).Select(row => response.GetStrings("probs_label").GetString(row)));
    }
}
