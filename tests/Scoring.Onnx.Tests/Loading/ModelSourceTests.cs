using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>Where a model comes from: a file, with or without data beside it, or memory.</summary>
public sealed class ModelSourceTests
{
    [Fact]
    public void Missing_file_is_named_with_the_folder_it_was_looked_for_in()
    {
        var error = Assert.Throws<ScoringModelException>(static () => OnnxScoringClient.Load("no/such/model.onnx"));
        Assert.Contains("'no/such/model.onnx'", error.Message, StringComparison.Ordinal);
        Assert.Contains(Directory.GetCurrentDirectory(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_is_named_as_one()
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<ScoringModelException>(() => OnnxScoringClient.Load(folder.FullName));
        Assert.Contains($"'{folder.FullName}' is a folder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Path_that_says_nothing_is_an_argument_error(string? path) =>
        Assert.Equal("path", Assert.ThrowsAny<ArgumentException>(() => OnnxScoringClient.Load(path!)).ParamName);

    [Fact]
    public void File_that_cannot_be_read_is_named()
    {
        using var folder = new TempFolder();
        string path = folder.Write("locked.onnx", File.ReadAllBytes(TestModels.PathOf("logreg4")));
        using FileStream locked = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var error = Assert.Throws<ScoringModelException>(() => OnnxScoringClient.Load(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_in_memory_scores_as_the_file_does()
    {
        byte[] bytes = await File.ReadAllBytesAsync(TestModels.PathOf("mlp32"));
        await using OnnxScoringClient file = TestModels.Load("mlp32"), memory = OnnxScoringClient.Load(bytes, name: "mine");
        Array.Clear(bytes);
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("mlp32.X.bin"), [32]);

        using RecordBatch expected = await file.ScoreAsync(rows), actual = await memory.ScoreAsync(rows);

        Assert.Equal(expected.GetColumn<float>("score").Values, actual.GetColumn<float>("score").Values);
        Assert.Equal("mine", memory.Info.Name);
        Assert.Equal("mlp32.onnx", file.Info.Name);
        Assert.Equal(bytes.Length, memory.Info.ModelBytes);
        Assert.Equal(bytes.Length, file.Info.ModelBytes);
        Assert.Equal("mine", (await memory.GetSignatureAsync()).ModelName);
    }

    [Fact]
    public async Task Models_can_be_loaded_and_disposed_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (int k = 0; k < 20; k++)
            {
                await using OnnxScoringClient client = TestModels.Load((i + k) % 2 == 0 ? "identity1" : "two_out");
                Assert.Empty(client.Info.Warnings);
            }
        }))).OrFail();
    }

    [Fact]
    public async Task Path_may_have_spaces_and_any_letters()
    {
        using var folder = new TempFolder();
        string path = folder.Write("größe ✓/模型 1.onnx", await File.ReadAllBytesAsync(TestModels.PathOf("identity1")));
        await using OnnxScoringClient client = OnnxScoringClient.Load(path);
        using RecordBatch rows = RecordBatch.FromValues<float>([5], [1]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([5], response.GetColumn<float>("Y").Values);
        Assert.Equal("模型 1.onnx", client.Info.Name);
    }

    [Fact]
    public async Task Relative_path_is_that_of_the_current_folder()
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), TestModels.PathOf("identity1"));
        await using OnnxScoringClient client = OnnxScoringClient.Load(relative);
        Assert.Equal("identity1.onnx", client.Info.Name);
    }

    [Fact]
    public async Task External_data_is_found_beside_the_file_by_every_lane()
    {
        using var folder = new TempFolder();
        string path = WriteModelWithExternalWeights(folder);
        await using OnnxScoringClient client = OnnxScoringClient.Load(path, new OnnxScoringOptions { Lanes = 3 });
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 1], [2, 3]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([10, 20, 20, 60], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public void External_data_that_is_missing_names_the_model()
    {
        using var folder = new TempFolder();
        string path = WriteModelWithExternalWeights(folder);
        File.Delete(folder.Combine("weights.bin"));
        var error = Assert.Throws<ScoringModelException>(() => OnnxScoringClient.Load(path));
        Assert.Contains("'external.onnx'", error.Message, StringComparison.Ordinal);
        Assert.Contains("weights.bin", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.FullName, error.Message, StringComparison.Ordinal);
    }

    private static string WriteModelWithExternalWeights(TempFolder folder)
    {
        folder.Write("weights.bin", System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([10f, 20f]));
        return folder.Write("external.onnx", new ModelWriter()
            .Input("X", "float[N,2]")
            .Initializer(Tensor.External("w", [1, 2], "weights.bin", 2 * sizeof(float)))
            .Node("Mul", ["X", "w"], ["Y"])
            .Output("Y", "float[N,2]")
            .ToBytes());
    }
}
