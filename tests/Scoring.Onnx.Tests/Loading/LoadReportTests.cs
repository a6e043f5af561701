using Scoring.Onnx.Tests.Support;
using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Loading;

/// <summary>The load report and the signature say what was loaded and how it will be run.</summary>
public sealed class LoadReportTests
{
    [Fact]
    public async Task Report_says_what_the_model_declares()
    {
        await using OnnxScoringClient client = TestModels.Load("columns4", new OnnxScoringOptions { Lanes = 3 });
        OnnxModelInfo info = client.Info;
        Assert.Equal("columns4.onnx", info.Name);
        Assert.Equal(413, info.ModelBytes);
        Assert.Equal(["age float32[N, 1]", "income float32[N, 1]", "tenure float32[N, 1]", "visits int64[N, 1]"], info.Inputs.Select(input => input.ToString()));
        Assert.Equal(["probabilities float32[N, 3]"], info.Outputs.Select(output => output.ToString()));
        Assert.Empty(info.OverridableInitializers);
        Assert.Null(info.FixedBatchSize);
        Assert.Null(info.RowsPerRun);
        Assert.Equal(OnnxBatchProbeResult.Equal, info.BatchProbe);
        Assert.Equal(3, info.Lanes);
        Assert.False(info.SharesSession);
        Assert.Empty(info.Warnings);
        Assert.Matches(@"^1\.\d+\.\d+", info.RuntimeVersion);
        Assert.True(File.Exists(info.RuntimeLibrary), info.RuntimeLibrary);
    }

    [Fact]
    public async Task Report_says_what_the_models_author_wrote()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4");
        Assert.Equal("hand-script", client.Info.ProducerName);
        Assert.Equal("logreg4", client.Info.GraphName);
        Assert.Equal(3, client.Info.ModelVersion);
        Assert.Equal("a doc", client.Info.Description);
        Assert.Null(client.Info.Domain);
        Assert.Equal(new Dictionary<string, string> { ["owner"] = "scoring", ["schema"] = "v1" }, client.Info.Metadata);
        Assert.Equal("3", (await client.GetSignatureAsync()).ModelVersion);
    }

    [Fact]
    public async Task Metadata_may_be_in_any_language_or_absent()
    {
        await using OnnxScoringClient full = ModelWriter.Of("Relu", "float[N,2]", "float[N,2]")
            .Producer("Hersteller ✓", "1.2").Describe("org.example", 7, "was es tut").Metadata("größe", "klein").Metadata("leer", "").Load();
        Assert.Equal("Hersteller ✓", full.Info.ProducerName);
        Assert.Equal("org.example", full.Info.Domain);
        Assert.Equal("was es tut", full.Info.Description);
        Assert.Equal(7, full.Info.ModelVersion);
        Assert.Equal(new Dictionary<string, string> { ["größe"] = "klein", ["leer"] = "" }, full.Info.Metadata);

        await using OnnxScoringClient bare = ModelWriter.Of("Relu", "float[N,2]", "float[N,2]").Load();
        Assert.Null(bare.Info.ProducerName);
        Assert.Null(bare.Info.Domain);
        Assert.Null(bare.Info.Description);
        Assert.Equal(0, bare.Info.ModelVersion);
        Assert.Empty(bare.Info.Metadata);
        Assert.Null((await bare.GetSignatureAsync()).ModelVersion);
    }

    [Fact]
    public async Task Signature_has_the_rows_shapes_without_the_batch_axis()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4_ml", new OnnxScoringOptions { Lanes = 5 });
        ScoringSignature signature = await client.GetSignatureAsync();
        Assert.Equal("logreg4_ml.onnx: ('X' Float32 [4]) → ('label' Int64 [], 'scores' Float32 [3])", signature.ToString());
        Assert.Equal(5, signature.MaxConcurrentRequests);
        Assert.Null(signature.MaxRowsPerRun);
    }

    [Fact]
    public async Task Signature_marks_what_is_not_known_and_what_may_be_left_out()
    {
        await using OnnxScoringClient open = ModelWriter.Of("Relu", "float[N,?,3]", "float[N,?,3]").Load(), norank = TestModels.Load("norank");
        Assert.Equal("'X' Float32 [?, 3]", (await open.GetSignatureAsync()).Inputs[0].ToString());
        Assert.Null((await norank.GetSignatureAsync()).Inputs[0].Shape);
        await using OnnxScoringClient optional = OptionalInputTests.WithOptionalType().Load();
        Assert.Equal(["'X' Float32 [2]", "'extra' Float32 [2] (optional)"], (await optional.GetSignatureAsync()).Inputs.Select(input => input.ToString()));
    }

    [Fact]
    public async Task Names_may_have_any_letters()
    {
        await using OnnxScoringClient client = TestModels.Load("utf8names");
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("größe✓", [-1f, 2f], [2]));
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([0, 2], response.GetColumn<float>("出力").Values);
        Assert.Equal("größe✓", client.Info.Inputs[0].Name);
    }

    [Fact]
    public async Task Denoted_batch_axis_is_an_axis_like_any_other()
    {
        await using OnnxScoringClient client = TestModels.Load("denoted");
        using RecordBatch rows = RecordBatch.FromRows<float>([[1, -2, 3], [-4, 5, -6]]);
        using RecordBatch response = await client.ScoreAsync(rows);
        Assert.Equal([1, 0, 3, 0, 5, 0], response.GetColumn<float>("Y").Values);
    }

    [Fact]
    public async Task Client_offers_itself_and_its_report_as_services()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4");
        Assert.Same(client, client.GetService<OnnxScoringClient>());
        Assert.Same(client, client.GetService(typeof(IScoringClient)));
        Assert.Same(client.Info, client.GetService<OnnxModelInfo>());
        Assert.Null(client.GetService(typeof(OnnxScoringClient), "key"));
        Assert.Null(client.GetService<string>());
        await using IScoringClient<float[], float[]> byRow = new ScoringClientBuilder(client).Build<float[], float[]>();
        Assert.Same(client.Info, byRow.GetService(typeof(OnnxModelInfo)));
    }

    [Theory]
    [InlineData(1, 1000, true)]
    [InlineData(3, 1000, false)]
    [InlineData(3, 293, true)]
    [InlineData(3, 294, false)]
    [InlineData(3, 0, true)]
    public async Task Lanes_share_a_session_when_there_is_one_or_the_model_is_large(int lanes, long most, bool shares)
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4", new OnnxScoringOptions { Lanes = lanes, MaxReplicatedModelBytes = most });
        Assert.Equal(294, client.Info.ModelBytes);
        Assert.Equal(shares, client.Info.SharesSession);
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4.X.bin"), [4]);
        RecordBatch[] responses = await Task.WhenAll(Enumerable.Range(0, 2 * lanes).Select(_ => Task.Run(() => client.ScoreAsync(rows).AsTask())));
        Assert.All(responses, response => Assert.Equal(300, response.RowCount));
        foreach (RecordBatch response in responses) response.Dispose();
    }
}
