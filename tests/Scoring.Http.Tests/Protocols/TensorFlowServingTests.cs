using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Protocols;

public class TensorFlowServingTests
{
    private const string Metadata = """
        {"model_spec": {"name": "fare", "signature_name": "", "version": "3"}, "metadata": {"signature_def": {"signature_def": {
          "serving_default": {"inputs": {"x": {"dtype": "DT_FLOAT", "tensor_shape": {"dim": [{"size": "-1", "name": ""}, {"size": "2", "name": ""}], "unknown_rank": false}, "name": "serving_default_x:0"}},
           "outputs": {"y": {"dtype": "DT_FLOAT", "tensor_shape": {"dim": [{"size": "-1", "name": ""}, {"size": "1", "name": ""}], "unknown_rank": false}, "name": "StatefulPartitionedCall:0"}},
           "method_name": "tensorflow/serving/predict"},
          "two": {"inputs": {"b": {"dtype": "DT_STRING", "tensor_shape": {"dim": [{"size": "-1"}]}}, "a": {"dtype": "DT_INT64", "tensor_shape": {"dim": [{"size": "-1"}]}}},
           "outputs": {"q": {"dtype": "DT_DOUBLE", "tensor_shape": {"dim": [{"size": "-1"}]}}, "p": {"dtype": "DT_FLOAT", "tensor_shape": {"dim": [{"size": "-1"}, {"size": "-1"}]}}},
           "method_name": "tensorflow/serving/predict"}}}}}
        """;

    private static readonly ScoringSignature s_examples = new()
    {
        ModelName = "m",
        Inputs = [new("age", ElementType.Int64, []), new("fare", ElementType.Float32, []), new("way", ElementType.Float64, [2]), new("city", ElementType.String, []), new("picture_bytes", ElementType.String, [])],
        Outputs = [new("y", ElementType.Float32, [])],
    };

    [Fact]
    public async Task Row_form_of_one_tensor_is_bare_and_the_signature_is_the_metadata()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /v1/models/fare/versions/3/metadata", Metadata)
            .On("POST /v1/models/fare/versions/3:predict", """{"predictions": [[1.0], [2.5]]}""");
        await using HttpScoringClient client = server.Server.Client(new TensorFlowServingProtocol { ModelName = "fare", Version = 3 });
        ScoringSignature signature = await client.GetSignatureAsync();
        Assert.Equal("fare: ('x' Float32 [2]) → ('y' Float32 [1])", signature.ToString());
        Assert.Equal("3", signature.ModelVersion);

        Assert.Equal([1, 2.5], await ScoreAsync(client, RecordBatch.FromRows<float>([[1, 2.5f], [3, -4]], "x")));
        Assert.Equal("""{"instances":[[1,2.5],[3,-4]]}""", server.Posted.Body);
    }

    [Fact]
    public async Task Several_tensors_are_objects_by_row_or_lists_by_column()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /v1/models/fare/metadata", Metadata)
            .On("POST /v1/models/fare:predict", async (context, request) => await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response,
                request.Body.Contains("instances", StringComparison.Ordinal)
                    ? """{"predictions": [{"p": [0.5, 0.25], "q": 1.0}, {"p": [0.125, 1.0], "q": 2.0}]}"""
                    : """{"outputs": {"q": [1.0, 2.0], "p": [[0.5, 0.25], [0.125, 1.0]]}}"""));
        foreach (bool columns in (bool[])[false, true])
        {
            await using HttpScoringClient client = server.Server.Client(new TensorFlowServingProtocol { SignatureName = "two", UseColumns = columns }, path: "v1/models/fare:predict");
            using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of<long>("a", [1, 2]), ColumnValues.Of("b", ["u", "v"]));
            using RecordBatch scores = await client.ScoreAsync(rows);
            Assert.Equal([0.5f, 0.25f, 0.125f, 1], scores.GetColumn<float>("p").Values.ToArray());
            Assert.Equal([1, 2], scores.GetColumn<double>("q").Values.ToArray());
            Assert.Equal(
                columns
                    ? """{"signature_name":"two","inputs":{"a":[1,2],"b":["u","v"]}}"""
                    : """{"signature_name":"two","instances":[{"a":1,"b":"u"},{"a":2,"b":"v"}]}""",
                server.Posted.Body);
        }
    }

    [Fact]
    public async Task Error_is_a_refusal_with_its_text()
    {
        await using TestServer server = await TestServer.SayingAsync("""{ "error": "JSON Value: [1,2] Type: Array is not of expected type: float" }""", 400);
        await using HttpScoringClient client = server.Client(new TensorFlowServingProtocol { ModelName = "fare", Label = "stable" }, Signatures.Array);
        Assert.Contains("is not of expected type", (await FailAsync<ScoringRefusedException>(client, Signatures.Pairs())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_that_the_model_does_not_have_is_an_error()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /v1/models/fare/metadata", Metadata);
        await using HttpScoringClient client = server.Server.Client(new TensorFlowServingProtocol { ModelName = "fare", SignatureName = "none" });
        await Assert.ThrowsAsync<ScoringModelException>(async () => await client.GetSignatureAsync());
    }

    [Theory]
    [InlineData(false, """{"instances":[{"image_bytes":{"b64":"/wA="},"tag":"a"},{"image_bytes":null,"tag":"b"}]}""")]
    [InlineData(true, """{"inputs":{"image_bytes":[{"b64":"/wA="},null],"tag":["a","b"]}}""")]
    public async Task Strings_that_are_bytes_go_in_base64_both_ways(bool columns, string body)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("POST /v1/models/m:predict", columns ? """{"outputs": [{"b64": "/wA="}, {"b64": ""}]}""" : """{"predictions": [{"b64": "/wA="}, {"b64": ""}]}""");
        var signature = new ScoringSignature
        {
            ModelName = "m",
            Inputs = [new("image_bytes", ElementType.String, []), new("tag", ElementType.String, [])],
            Outputs = [new("thumbnail_bytes", ElementType.String, [])],
        };
        await using HttpScoringClient client = server.Server.Client(new TensorFlowServingProtocol { ModelName = "m", UseColumns = columns }, signature);
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("image_bytes", [null, (string?)null]), ColumnValues.Of("tag", ["a", "b"]));
        rows.GetStrings(0).SetUtf8(0, [0xff, 0]);
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal(body, server.Posted.Body);
        Assert.Equal([0xff, 0], scores.GetStrings(0).GetUtf8(0).ToArray());
        Assert.Equal(0, scores.GetStrings(0).GetUtf8(1).Length);
    }

    [Fact]
    public async Task Only_tensor_may_be_bytes_by_any_name()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /v1/models/m:predict", """{"predictions": [1]}""");
        await using HttpScoringClient client = server.Server.Client(
            new TensorFlowServingProtocol { ModelName = "m", BytesInputs = ["image"] }, Signatures.Number with { Inputs = [new("image", ElementType.String, [])] });
        await ScoreAsync(client, RecordBatch.FromColumns(ColumnValues.Of("image", ["hi"])));
        Assert.Equal("""{"instances":[{"b64":"aGk="}]}""", server.Posted.Body);
    }

    [Theory]
    [InlineData("results")]
    [InlineData("result")]
    public async Task Labels_of_examples_come_with_their_scores(string key)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On(
            "POST /v1/models/m/labels/stable:classify", $$"""{"{{key}}": [[["cat", 0.75], ["d\u00f6g", 0.25]], [["", 1.0], ["bird", -2e-1]]]}""");
        var signature = s_examples with { Outputs = [new("scores", ElementType.Float32, null), new("classes", ElementType.String, null)] };
        await using HttpScoringClient client = server.Server.Client(
            new TensorFlowServingProtocol { ModelName = "m", Label = "stable", Method = TensorFlowMethod.Classify, SignatureName = "c", Context = """{"land":"NO"}""" }, signature);
        using RecordBatch rows = Examples();
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal([0.75f, 0.25f, 1, -0.2f], scores.GetColumn<float>("scores").Values.ToArray());
        StringColumn labels = scores.GetStrings("classes");
        Assert.Equal(("cat", "dög", "", "bird"), (labels.GetString(0), labels.GetString(0, 1), labels.GetString(1), labels.GetString(1, 1)));
        Assert.Equal(
            """{"signature_name":"c","context":{"land":"NO"},"examples":[{"age":41,"fare":5.0,"way":[0.5,0.25],"city":"Oslo","picture_bytes":{"b64":"aGk="}},{"age":-1,"fare":NaN,"way":[-0.0,100.0],"picture_bytes":{"b64":""}}]}""",
            server.Posted.Body);
    }

    [Fact]
    public async Task Regression_gives_a_number_for_each_example()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /v1/models/m:regress", """{"results": [3.5, 4.0]}""");
        await using HttpScoringClient client = server.Server.Client(new TensorFlowServingProtocol { Method = TensorFlowMethod.Regress }, s_examples, path: "v1/models/m:regress");
        Assert.Equal([3.5, 4], await ScoreAsync(client, Examples()));
    }

    [Theory]
    [InlineData("""{"results": [[["a", 1]]]}""", "Expected 2 rows, found 1")]
    [InlineData("""{"results": [[["a", 1]], [["b", 1]], [["c", 1]]]}""", "more than 2 rows")]
    [InlineData("""{"results": [[["a", 1]], [["b", 1], ["c", 2]]]}""", "more than 1 labels")]
    [InlineData("""{"results": [[["a", 1], ["b", 2]], [["c", 1]]]}""", "Row 1 has 1 labels")]
    [InlineData("""{"results": [[["a", 1, 2]], [["b", 1]]]}""", "something else than pairs")]
    [InlineData("""{"results": [[["a", "1"]], [["b", 1]]]}""", "no list of labels")]
    [InlineData("""{"predictions": [1, 2]}""", "no 'results'")]
    [InlineData("""{"results": [[["a",""", "no list of labels")]
    public async Task Classification_that_does_not_fit_is_a_failure(string answer, string message)
    {
        await using TestServer server = await TestServer.SayingAsync(answer);
        await using HttpScoringClient client = server.Client(
            new TensorFlowServingProtocol { ModelName = "m", Method = TensorFlowMethod.Classify }, s_examples with { Outputs = [new("scores", ElementType.Float64, null)] });
        Assert.Contains(message, (await FailAsync<ScoringResponseException>(client, Examples())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_of_another_method_is_an_error()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => HttpScoringClient.Create(new Uri("http://localhost/v1/models/m:classify"), new TensorFlowServingProtocol(), new HttpScoringOptions { Signature = Signatures.Number }));
        Assert.Contains("'m:classify'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_is_ready_when_a_version_is_available()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /v1/models/m", """{"model_version_status": [{"version": "2", "state": "LOADING"}, {"version": "1", "state": "AVAILABLE", "status": {"error_code": "OK", "error_message": ""}}]}""")
            .On("GET /v1/models/n", """{"model_version_status": [{"version": "2", "state": "START"}]}""");
        await using HttpScoringClient ready = server.Server.Client(new TensorFlowServingProtocol(), path: "v1/models/m:predict");
        await using HttpScoringClient loading = server.Server.Client(new TensorFlowServingProtocol { ModelName = "n" });
        await using HttpScoringClient missing = server.Server.Client(new TensorFlowServingProtocol { ModelName = "o" });
        Assert.Equal((true, false, false), (await ready.IsReadyAsync(), await loading.IsReadyAsync(), await missing.IsReadyAsync()));
    }

    private static RecordBatch Examples() => RecordBatch.FromColumns(
        ColumnValues.Of<long>("age", [41, -1]),
        ColumnValues.Of<float>("fare", [5, float.NaN]),
        ColumnValues.Of<double>("way", [0.5, 0.25, -0.0, 100], [2]),
        ColumnValues.Of("city", ["Oslo", null]),
        ColumnValues.Of("picture_bytes", ["hi", ""]));
}
