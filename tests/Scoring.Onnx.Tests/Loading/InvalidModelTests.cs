using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>A file that is no model is an error that names it, and nothing more: no noise on stderr, and the process goes on.</summary>
[Collection(StandardError.Collection)]
public sealed class InvalidModelTests
{
    private const int Seed = 20260103;

    private static readonly string[] s_shared =
    [
        "empty.onnx", "lfs-pointer.onnx", "matmul_1.onnx", "mul_1.noopset.onnx", "superres-customops.onnx", "truncated.onnx", "unsupported-op.onnx",
    ];

    public static TheoryData<string> Shared => [.. s_shared];

    public static TheoryData<string> Own => [.. Contents.Keys];

    private static Dictionary<string, Func<byte[]>> Contents { get; } = new(StringComparer.Ordinal)
    {
        ["empty"] = static () => [],
        ["text"] = static () => "This is a text, not a model.\n"u8.ToArray(),
        ["one line of json"] = static () => "{\"model\": 1}"u8.ToArray(),
        ["git-lfs pointer"] = static () => "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"u8.ToArray(),
        ["zeros"] = static () => new byte[1000],
        ["unknown operator"] = static () => ModelWriter.Of("NoSuchOperator", "float[N,2]", "float[N,2]").ToBytes(),
        ["operator of a newer opset"] = static () => ModelWriter.Of("Gelu", "float[N,2]", "float[N,2]").ToBytes(),
        ["opset from the future"] = static () => ModelWriter.Of("Relu", "float[N,2]", "float[N,2]").Opset(314159).ToBytes(),
        ["IR version from the future"] = static () => ModelWriter.Of("Relu", "float[N,2]", "float[N,2]").Opset(15, irVersion: 9999).ToBytes(),
        ["input that nobody declares"] = static () => new ModelWriter().Input("X", "float[N,2]").Node("Add", ["X", "W"], ["Y"]).Output("Y", "float[N,2]").ToBytes(),
        ["output that nobody gives"] = static () => new ModelWriter().Input("X", "float[N,2]").Node("Relu", ["X"], ["Y"]).Output("Z", "float[N,2]").ToBytes(),
        ["type that the operator does not take"] = static () => ModelWriter.Of("Relu", "string[N,2]", "string[N,2]").ToBytes(),
    };

    [Fact]
    public async Task Capture_sees_what_is_written_to_standard_error()
    {
        string written = await StandardError.CaptureAsync(static async () =>
        {
            await using Stream stream = Console.OpenStandardError();
            await stream.WriteAsync("seen"u8.ToArray());
        });
        Assert.Equal("seen", written);
    }

    [Theory]
    [MemberData(nameof(Shared))]
    public Task Shared_invalid_model_is_refused_by_name(string file) => AssertRefusedAsync(SharedData.Require($"models/invalid/{file}"));

    [Fact]
    public void Shared_invalid_models_are_all_tried() => Assert.Equal(
        s_shared,
        Directory.EnumerateFiles(SharedData.Require("models/invalid")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Own))]
    public async Task Invalid_content_is_refused_by_name(string content)
    {
        using var folder = new TempFolder();
        byte[] bytes = Contents[content]();
        await AssertRefusedAsync(folder.Write("some model.onnx", bytes));
        var error = Assert.Throws<ScoringModelException>(() => OnnxScoringClient.Load(bytes, name: "in memory"));
        Assert.Contains("'in memory'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("git-lfs pointer", "git lfs pull")]
    [InlineData("empty", "0 bytes")]
    public void Content_that_is_easily_mistaken_for_a_model_is_told_apart(string content, string told) => Assert.Contains(
        told, Assert.Throws<ScoringModelException>(() => OnnxScoringClient.Load(Contents[content]())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Random_bytes_are_refused_by_name()
    {
        using var folder = new TempFolder();
        string written = await StandardError.CaptureAsync(async () =>
        {
            for (int seed = Seed; seed < Seed + 200; seed++)
            {
                var random = new Random(seed);
                byte[] bytes = new byte[random.Next(1, 2000)];
                random.NextBytes(bytes);
                AssertRefusal(folder.Write($"random-{seed}.onnx", bytes));
            }

            await AssertScoresAsync();
        });
        Assert.Equal("", written);
    }

    [Fact]
    public async Task Truncated_model_is_refused_unless_what_is_left_is_a_model()
    {
        using var folder = new TempFolder();
        byte[] whole = await File.ReadAllBytesAsync(TestModels.PathOf("logreg4"));
        var loaded = new List<int>();
        string written = await StandardError.CaptureAsync(async () =>
        {
            for (int length = 0; length < whole.Length; length++)
            {
                string path = folder.Write($"first-{length}.onnx", whole.AsSpan(0, length));
                Exception? error = await Record.ExceptionAsync(() => OnnxScoringClient.Load(path).DisposeAsync().AsTask());
                if (error is null) loaded.Add(length);
                else AssertNames(error, path);
            }

            await AssertScoresAsync();
        });
        Assert.Equal("", written);

        // The file ends with what is not needed: its entries of metadata. The last field before them ends the graph or names the operators' version.
        Assert.All(loaded, length => Assert.InRange(length, whole.Length - 60, whole.Length - 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(40_000)]
    [InlineData(83_000)]
    public async Task Truncated_weights_are_refused_by_name(int length)
    {
        using var folder = new TempFolder();
        byte[] whole = await File.ReadAllBytesAsync(TestModels.PathOf("mlp32"));
        await AssertRefusedAsync(folder.Write("weights.onnx", whole.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Model_with_one_byte_changed_is_refused_or_loaded_but_never_fatal(int change)
    {
        byte[] whole = await File.ReadAllBytesAsync(TestModels.PathOf("logreg4"));
        string written = await StandardError.CaptureAsync(async () =>
        {
            for (int i = 0; i < whole.Length; i++)
            {
                byte[] bytes = [.. whole];
                bytes[i] = change == 0 ? (byte)0 : (byte)(bytes[i] + change);
                try
                {
                    await OnnxScoringClient.Load(bytes).DisposeAsync();
                }
                catch (ScoringModelException)
                {
                }
            }

            await AssertScoresAsync();
        });
        Assert.Equal("", written);
    }

    private static async Task AssertRefusedAsync(string path)
    {
        string written = await StandardError.CaptureAsync(async () =>
        {
            AssertRefusal(path);
            await AssertScoresAsync();
        });
        Assert.Equal("", written);
    }

    private static void AssertRefusal(string path) => AssertNames(Record.Exception(() => OnnxScoringClient.Load(path)), path);

    private static void AssertNames(Exception? error, string path)
    {
        var refusal = Assert.IsType<ScoringModelException>(error);
        Assert.Contains($"'{Path.GetFileName(path)}'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(path)!, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsTransient);
    }

    private static async Task AssertScoresAsync()
    {
        await using OnnxScoringClient client = TestModels.Load("identity1");
        using RecordBatch rows = RecordBatch.FromValues<float>([1, 2, 3], [1]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([1, 2, 3], response.GetColumn<float>("Y").Values);
    }
}
