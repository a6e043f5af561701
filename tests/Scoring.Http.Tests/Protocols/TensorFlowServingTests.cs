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
}
