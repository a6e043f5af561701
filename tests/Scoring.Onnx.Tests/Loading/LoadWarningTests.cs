using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>What makes a model slower or more fragile is said once, with its remedy.</summary>
public sealed class LoadWarningTests
{
    [Fact]
    public async Task Good_model_has_no_warning()
    {
        await using OnnxScoringClient client = TestModels.Load("mlp32");
        Assert.Empty(client.Info.Warnings);
    }

    [Fact]
    public async Task Batch_axis_fixed_at_one_is_warned_of() => await AssertWarnsAsync(TestModels.Load("logreg4_batch1"), "fixed at 1", "one by one", "free first dimension");

    [Fact]
    public async Task Batch_axis_fixed_at_more_is_warned_of() =>
        await AssertWarnsAsync(ModelWriter.Of("Relu", "float[4,2]", "float[4,2]").Load(), "fixed at 4", "padded", "free first dimension");

    [Fact]
    public async Task Input_without_a_batch_axis_is_warned_of() => await AssertWarnsAsync(TestModels.Load("slow_loop"), "'trips'", "one value for the whole run", "batch axis");

    [Fact]
    public async Task ZipMap_is_warned_of() => await AssertWarnsAsync(TestModels.Load("logreg4_zipmap"), "'probs'", "ZipMap", "zipmap=False");

    [Fact]
    public async Task ZipMap_that_is_left_out_is_not_warned_of()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4_zipmap", new OnnxScoringOptions { Outputs = { "label" } });
        Assert.Empty(client.Info.Warnings);
    }

    [Fact]
    public async Task Warnings_and_the_report_are_logged()
    {
        var logger = new ListLogger();
        await using OnnxScoringClient client = TestModels.Load("logreg4_batch1", new OnnxScoringOptions { LoggerFactory = logger, Lanes = 2 });
        Assert.Contains(logger.Messages, message => message.StartsWith("Information 1: Loaded logreg4_batch1.onnx on ONNX Runtime 1.", StringComparison.Ordinal));
        Assert.Contains(logger.Messages, message => message.StartsWith("Warning 2: logreg4_batch1.onnx: The batch axis is fixed at 1", StringComparison.Ordinal));
    }

    private static async Task AssertWarnsAsync(OnnxScoringClient client, params string[] parts)
    {
        await using (client)
        {
            string warning = Assert.Single(client.Info.Warnings);
            Assert.All(parts, part => Assert.Contains(part, warning, StringComparison.Ordinal));
        }
    }
}
