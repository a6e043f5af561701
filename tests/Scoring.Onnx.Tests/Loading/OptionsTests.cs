using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>An option out of range is an error that names it, its value and its range, before a file is touched.</summary>
public sealed class OptionsTests
{
    public static TheoryData<string> OutOfRange => [.. s_outOfRange.Keys];

    private static readonly Dictionary<string, (OnnxScoringOptions Options, string Range)> s_outOfRange = new(StringComparer.Ordinal)
    {
        ["Lanes is 0"] = (new() { Lanes = 0 }, "1 to 1024"),
        ["Lanes is -1"] = (new() { Lanes = -1 }, "1 to 1024"),
        ["Lanes is 1025"] = (new() { Lanes = 1025 }, "1 to 1024"),
        ["MaxReplicatedModelBytes is -1"] = (new() { MaxReplicatedModelBytes = -1 }, "0 or more bytes"),
        ["IntraOpThreads is -1"] = (new() { IntraOpThreads = -1 }, "0 or more threads"),
        ["InterOpThreads is -1"] = (new() { InterOpThreads = -1 }, "0 or more threads"),
        ["MaxRowsPerRun is 0"] = (new() { MaxRowsPerRun = 0 }, "1 or more rows"),
        ["MaxRowsPerRun is -5"] = (new() { MaxRowsPerRun = -5 }, "1 or more rows"),
        ["ShutdownTimeout is -00:00:01"] = (new() { ShutdownTimeout = TimeSpan.FromSeconds(-1) }, "zero or more"),
        ["GraphOptimization is 3"] = (new() { GraphOptimization = (OnnxGraphOptimization)3 }, "None, Basic, Extended or All"),
        ["GraphOptimization is -1"] = (new() { GraphOptimization = (OnnxGraphOptimization)(-1) }, "None, Basic, Extended or All"),
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Option_out_of_range_is_named_with_its_value_and_its_range(string option)
    {
        (OnnxScoringOptions options, string range) = s_outOfRange[option];
        string name = option.Split(' ')[0];
        foreach (Action load in new Action[] { () => TestModels.Load("logreg4", options), () => OnnxScoringClient.Load(new byte[] { 1 }, options) })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(load);
            Assert.Equal($"OnnxScoringOptions.{name}", error.ParamName);
            Assert.StartsWith($"OnnxScoringOptions.{option}; it must be {range}.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Option_that_is_null_is_named()
    {
        Assert.Contains("OnnxScoringOptions.TimeProvider is null", Fail(new OnnxScoringOptions { TimeProvider = null! }), StringComparison.Ordinal);
        Assert.Contains("OnnxScoringOptions.LoggerFactory is null", Fail(new OnnxScoringOptions { LoggerFactory = null! }), StringComparison.Ordinal);

        static string Fail(OnnxScoringOptions options) => Assert.Throws<ArgumentException>(() => TestModels.Load("logreg4", options)).Message;
    }

    [Fact]
    public void Defaults_are_those_that_are_documented()
    {
        var options = new OnnxScoringOptions();
        Assert.Equal(Environment.ProcessorCount, options.Lanes);
        Assert.Equal(16 << 20, options.MaxReplicatedModelBytes);
        Assert.Equal((1, 1), (options.IntraOpThreads, options.InterOpThreads));
        Assert.True(options is { AllowSpinning: false, UseMemoryArena: true, UseMemoryPattern: false, SkipBatchProbe: false });
        Assert.Equal(OnnxGraphOptimization.All, options.GraphOptimization);
        Assert.True(options is { LibraryPath: null, MaxRowsPerRun: null, NullString: null, Outputs.Count: 0, ExecutionProviders.Count: 0, SessionConfig.Count: 0, FreeDimensions.Count: 0 });
        Assert.Equal(TimeSpan.FromSeconds(30), options.ShutdownTimeout);
    }

    public static TheoryData<string> Setting => [.. s_settings.Keys];

    private static readonly Dictionary<string, OnnxScoringOptions> s_settings = new(StringComparer.Ordinal)
    {
        ["one lane"] = new() { Lanes = 1 },
        ["many lanes"] = new() { Lanes = 20 },
        ["two threads in a run"] = new() { IntraOpThreads = 2 },
        ["as many threads as the runtime likes"] = new() { IntraOpThreads = 0, InterOpThreads = 0 },
        ["parallel branches"] = new() { InterOpThreads = 2 },
        ["spinning"] = new() { AllowSpinning = true, IntraOpThreads = 2 },
        ["no arena"] = new() { UseMemoryArena = false },
        ["memory pattern"] = new() { UseMemoryPattern = true },
        ["no optimization"] = new() { GraphOptimization = OnnxGraphOptimization.None },
        ["basic optimization"] = new() { GraphOptimization = OnnxGraphOptimization.Basic },
        ["extended optimization"] = new() { GraphOptimization = OnnxGraphOptimization.Extended },
        ["session setting"] = new() { SessionConfig = { ["session.set_denormal_as_zero"] = "1" } },
        ["few rows per run"] = new() { MaxRowsPerRun = 3 },
        ["many rows per run"] = new() { MaxRowsPerRun = int.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Setting))]
    public async Task Setting_changes_no_score(string setting)
    {
        await using OnnxScoringClient client = TestModels.Load("mlp32", s_settings[setting]);
        Assert.Equal(s_settings[setting].Lanes, client.Info.Lanes);
        Assert.Equal(s_settings[setting].MaxRowsPerRun is int.MaxValue ? null : s_settings[setting].MaxRowsPerRun, client.Info.RowsPerRun);
        await Golden.GoldenRun.RunAsync(client, Golden.FittedModel.Read(TestModels.Folder, "mlp32"), Golden.Route.Batch, 100);
    }

    [Fact]
    public async Task Options_are_read_once()
    {
        var options = new OnnxScoringOptions { Outputs = { "a" } };
        await using OnnxScoringClient client = TestModels.Load("two_out", options);
        options.Outputs.Add("b");
        options.NullString = "x";
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, 2]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Single(response.Schema.Columns);
    }
}
