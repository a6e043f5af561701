using Scoring.Onnx.Tests.Support;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>A model runs where it was told to or not at all: a provider that cannot be had is an error that lists those there are.</summary>
[Collection(StandardError.Collection)]
public sealed class ExecutionProviderTests
{
    [Theory]
    [InlineData("NoSuch")]
    [InlineData("NoSuchExecutionProvider")]
    [InlineData("")]
    public Task Unknown_provider_is_refused_with_those_there_are(string name) => AssertRefusedAsync(new OnnxExecutionProvider(name));

    [Theory]
    [InlineData("CUDA")]
    [InlineData("cuda")]
    [InlineData("CUDAExecutionProvider")]
    [InlineData("TensorRT")]
    [InlineData("TensorrtExecutionProvider")]
    public Task Provider_without_its_libraries_is_refused_rather_than_replaced_by_the_processor(string name) => AssertRefusedAsync(new OnnxExecutionProvider(name));

    [Fact]
    public Task Options_of_a_provider_that_is_refused_are_no_other_error() =>
        AssertRefusedAsync(new OnnxExecutionProvider("CUDA", new Dictionary<string, string> { ["device_id"] = "0" }));

    [Fact]
    public async Task Refusal_of_one_model_leaves_others_as_they_are()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4");
        await AssertRefusedAsync(new OnnxExecutionProvider("CUDA"));
        await Golden.GoldenRun.RunAsync(client, Golden.FittedModel.Read(TestModels.Folder, "logreg4"), Golden.Route.Batch, 100);
    }

    private static async Task AssertRefusedAsync(OnnxExecutionProvider provider)
    {
        string written = await StandardError.CaptureAsync(() =>
        {
            Exception? failure = Record.Exception(() => { TestModels.Load("logreg4", new OnnxScoringOptions { ExecutionProviders = { provider } }); });
            Assert.SkipWhen(failure is null, $"This machine's library runs {provider.Name}.");
            var error = Assert.IsType<ScoringModelException>(failure);
            Assert.Contains($"'{provider.Name}'", error.Message, StringComparison.Ordinal);
            Assert.Contains("CPUExecutionProvider", error.Message, StringComparison.Ordinal);
            Assert.Contains("Microsoft.ML.OnnxRuntime", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(AppContext.BaseDirectory, error.Message, StringComparison.Ordinal);
            Assert.NotNull(error.Status);
            return Task.CompletedTask;
        });
        Assert.Equal("", written);
    }
}
