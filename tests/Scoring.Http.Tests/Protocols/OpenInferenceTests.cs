using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Protocols;

public class OpenInferenceTests
{
    private const string Model = "/v2/models/fare";

    private const string Metadata = """
        {"name": "fare", "versions": ["1", "2"], "platform": "onnxruntime_onnx", "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 2]}, {"name": "tag", "datatype": "BYTES", "shape": [-1]}],
         "outputs": [{"name": "y", "datatype": "FP32", "shape": [-1, 1]}, {"name": "label", "datatype": "BYTES", "shape": [-1]}]}
        """;

    private static RecordBatch Rows() => RecordBatch.FromColumns(ColumnValues.Of<float>("x", [1, 2.5f, 3, -4], [2]), ColumnValues.Of("tag", ["hi", ""]));

    [Fact]
    public async Task Json_tensors_are_flat_and_the_signature_is_the_metadata()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /v2", """{"name": "mlserver", "version": "1.6", "extensions": []}""")
            .On($"GET {Model}", Metadata)
            .On($"POST {Model}/infer", """
                {"model_name": "fare", "id": "7", "parameters": {}, "outputs": [{"name": "label", "shape": [2], "datatype": "BYTES", "data": ["a", "b"]},
                 {"name": "y", "shape": [2, 1], "datatype": "FP32", "parameters": {"content_type": "np"}, "data": [NaN, 2.5]}]}
                """);
        await using HttpScoringClient client = server.Server.Client(new OpenInferenceProtocol { ModelName = "fare", ContentType = "pd" });
        Assert.Equal("fare: ('x' Float32 [2], 'tag' String []) → ('y' Float32 [1], 'label' String [])", (await client.GetSignatureAsync()).ToString());
        using RecordBatch rows = Rows();
        using RecordBatch scores = await client.ScoreAsync(rows);

        Assert.Equal([float.NaN, 2.5f], scores.GetColumn<float>("y").Values.ToArray());
        Assert.Equal("b", scores.GetStrings("label").GetString(1));
        Assert.Equal(
            """{"parameters":{"content_type":"pd"},"inputs":[{"name":"x","datatype":"FP32","shape":[2,2],"data":[1,2.5,3,-4]},{"name":"tag","datatype":"BYTES","shape":[2],"data":["hi",""]}]}""",
            server.Posted.Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Binary_tensors_are_sent_and_read_where_the_server_offers_them(bool isHttp2)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync(isHttp2))
            .On("GET /v2", """{"name": "triton", "version": "2.51.0", "extensions": ["classification", "binary_tensor_data"]}""")
            .On($"GET {Model}", Metadata)
            .On($"POST {Model}/infer", static (context, _) => AnswerAsync(
                context,
                """{"model_name":"fare","outputs":[{"name":"y","datatype":"FP32","shape":[2,1],"parameters":{"binary_data_size":8}},{"name":"label","datatype":"BYTES","shape":[2],"parameters":{"binary_data_size":10}}]}""",
                [0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0, 1, 0, 0, 0, (byte)'a', 1, 0, 0, 0, (byte)'b']));
        await using HttpScoringClient client = server.Server.Client(new OpenInferenceProtocol { ModelName = "fare" });
        using RecordBatch rows = Rows();
        using RecordBatch scores = await client.ScoreAsync(rows);

        Assert.Equal([1, -2.5f], scores.GetColumn<float>("y").Values.ToArray());
        Assert.Equal("a", scores.GetStrings("label").GetString(0));
        Recorded request = server.Posted;
        int head = int.Parse(request.Headers["Inference-Header-Content-Length"], CultureInfo.InvariantCulture);
        Assert.Equal(
            """{"parameters":{"binary_data_output":true},"inputs":[{"name":"x","datatype":"FP32","shape":[2,2],"parameters":{"binary_data_size":16}},{"name":"tag","datatype":"BYTES","shape":[2],"parameters":{"binary_data_size":10}}]}""",
            Encoding.UTF8.GetString(request.Bytes, 0, head));
        Assert.Equal(head + 16 + 10, request.Bytes.Length);
        Assert.Equal(("application/octet-stream", 2.5f), (request.Headers["Content-Type"], BinaryPrimitives.ReadSingleLittleEndian(request.Bytes.AsSpan(head + 4))));
        Assert.Equal("\u0002\0\0\0hi\0\0\0\0", Encoding.UTF8.GetString(request.Bytes, head + 16, 10));
    }

    [Fact]
    public async Task Binary_and_json_outputs_may_be_mixed_and_come_in_any_order()
    {
        await using TestServer server = await TestServer.StartAsync(static context => AnswerAsync(
            context,
            """{"outputs":[{"name":"label","shape":[2],"datatype":"BYTES","data":["a","b"]},{"name":"more","shape":[2],"datatype":"INT8","parameters":{"binary_data_size":2}},{"name":"y","datatype":"FP32","shape":[2,1],"parameters":{"binary_data_size":8}}]}""",
            [1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0]));
        await using HttpScoringClient client = server.Client(new OpenInferenceProtocol { ModelName = "fare", UseBinary = true }, Given());
        using RecordBatch rows = Rows();
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal([1, -2.5f], scores.GetColumn<float>("y").Values.ToArray());
        Assert.Equal("b", scores.GetStrings("label").GetString(1));
    }

    [Fact]
    public async Task Binary_answer_may_be_long_and_come_without_its_length()
    {
        const int Rows = 30_000;
        float[] values = [.. Enumerable.Range(0, Rows).Select(static i => i + 0.5f)];
        byte[] strings = [.. Enumerable.Range(0, Rows).SelectMany(static i => (byte[])[3, 0, 0, 0, .. Encoding.UTF8.GetBytes((i % 1000).ToString("D3", CultureInfo.InvariantCulture))])];
        string head = $$$"""{"outputs":[{"name":"label","shape":[{{{Rows}}}],"datatype":"BYTES","parameters":{"binary_data_size":{{{strings.Length}}}}},{"name":"y","datatype":"FP32","shape":[{{{Rows}}},1],"parameters":{"binary_data_size":{{{4 * Rows}}}}}]}""";
        await using TestServer server = await TestServer.StartAsync(context => AnswerAsync(context, head, [.. strings, .. MemoryMarshal.AsBytes<float>(values)]));
        await using HttpScoringClient client = server.Client(new OpenInferenceProtocol { ModelName = "fare", UseBinary = true }, Given());
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of<float>("x", new float[2 * Rows], [2]), ColumnValues.Of("tag", [.. Enumerable.Repeat("t", Rows)]));
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal(values, scores.GetColumn<float>("y").Values.ToArray());
        Assert.Equal("999", scores.GetStrings("label").GetString(Rows - 1));
    }

    [Theory]
    [InlineData("""{"outputs":[{"name":"y","datatype":"FP32","shape":[2,1],"parameters":{"binary_data_size":8}}]}""", 8, "'label' is missing")]
    [InlineData("""{"outputs":[{"name":"y","datatype":"FP32","shape":[3,1],"parameters":{"binary_data_size":12}},{"name":"label","shape":[2],"datatype":"BYTES","data":["a","b"]}]}""", 12, "expected 2 rows")]
    [InlineData("""{"outputs":[{"name":"y","datatype":"FP64","shape":[2,1],"parameters":{"binary_data_size":16}},{"name":"label","shape":[2],"datatype":"BYTES","data":["a","b"]}]}""", 16, "expected FP32")]
    [InlineData("""{"outputs":[{"name":"y","datatype":"FP32","shape":[2,1],"parameters":{"binary_data_size":8}},{"name":"label","shape":[2],"datatype":"BYTES","data":["a","b"]}]}""", 4, "have 8 bytes")]
    [InlineData("""{"outputs":[{"name":"y","datatype":"FP32","shape":[2,1],"parameters":{"binary_data_size":4}},{"name":"label","shape":[2],"datatype":"BYTES","data":["a","b"]}]}""", 4, "expected 8")]
    [InlineData("""{"outputs":[{"name":"y","datatype":"FP32","shape":[2,1],"data":[1,2]},{"name":"label","datatype":"BYTES","shape":[2],"parameters":{"binary_data_size":5}}]}""", 5, "string of")]
    [InlineData("""{"outputs":[{"name":"y",""", 0, "cannot be read")]
    public async Task Binary_answer_that_does_not_fit_is_a_failure(string head, int bytes, string message)
    {
        await using TestServer server = await TestServer.StartAsync(context => AnswerAsync(context, head, [.. Enumerable.Repeat((byte)9, bytes)]));
        await using HttpScoringClient client = server.Client(new OpenInferenceProtocol { ModelName = "fare", UseBinary = true }, Given());
        Assert.Contains(message, (await FailAsync<ScoringResponseException>(client, Rows())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_may_answer_json_to_a_binary_request()
    {
        await using TestServer server = await TestServer.SayingAsync(
            """{"outputs": [{"name": "y", "shape": [2, 1], "datatype": "FP32", "data": [[1], [2]]}, {"name": "label", "shape": [2], "datatype": "BYTES", "data": ["a", "b"]}]}""");
        await using HttpScoringClient client = server.Client(new OpenInferenceProtocol { UseBinary = true }, Given(), path: "v2/models/fare/versions/2/infer");
        Assert.Equal([1, 2], await ScoreAsync(client, Rows()));
    }

    [Fact]
    public async Task Missing_string_is_refused_before_anything_is_sent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using HttpScoringClient client = server.Server.Client(new OpenInferenceProtocol { ModelName = "fare", UseBinary = true }, Given());
        await FailAsync<ScoringRefusedException>(client, RecordBatch.FromColumns(ColumnValues.Of<float>("x", [1, 2], [2]), ColumnValues.Of("tag", [(string?)null])));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Tensor_that_no_column_can_hold_is_named()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On($"GET {Model}", """{"name": "fare", "inputs": [{"name": "x", "datatype": "BF16", "shape": [-1]}], "outputs": [{"name": "y", "datatype": "FP32", "shape": [-1]}]}""");
        await using HttpScoringClient client = server.Server.Client(new OpenInferenceProtocol { ModelName = "fare" });
        Assert.Contains("'x' is BF16", (await Assert.ThrowsAsync<ScoringModelException>(async () => await client.GetSignatureAsync())).Message, StringComparison.Ordinal);
    }

    private static ScoringSignature Given() => new()
    {
        ModelName = "fare",
        Inputs = [new("x", ElementType.Float32, [2]), new("tag", ElementType.String, [])],
        Outputs = [new("y", ElementType.Float32, [1]), new("label", ElementType.String, [])],
    };

    private static async Task AnswerAsync(HttpContext context, string head, byte[] bytes)
    {
        byte[] json = Encoding.UTF8.GetBytes(head);
        context.Response.ContentType = "application/octet-stream";
        context.Response.Headers["Inference-Header-Content-Length"] = json.Length.ToString(CultureInfo.InvariantCulture);
        await context.Response.Body.WriteAsync(json);
        await context.Response.Body.WriteAsync(bytes);
    }

    [Fact]
    public async Task Raw_request_is_the_bytes_of_one_tensor()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On($"GET {Model}", """{"name": "fare", "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 2]}], "outputs": [{"name": "y", "datatype": "FP32", "shape": [-1, 1]}]}""")
            .On($"POST {Model}/infer", static (context, _) => AnswerAsync(
                context, """{"model_name":"fare","outputs":[{"name":"y","datatype":"FP32","shape":[1,1],"parameters":{"binary_data_size":4}}]}""", [0, 0, 0x80, 0x3f]));
        await using HttpScoringClient client = server.Server.Client(new OpenInferenceProtocol { ModelName = "fare", UseRaw = true });
        Assert.Equal([1], await ScoreAsync(client, RecordBatch.FromRows<float>([[1, -2.5f]], "x")));
        Assert.Equal(("0", "application/octet-stream"), (server.Posted.Headers["Inference-Header-Content-Length"], server.Posted.Headers["Content-Type"]));
        Assert.Equal([0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0], server.Posted.Bytes);

        int requests = server.Requests.Count;
        Assert.Equal(413, (await FailAsync<ScoringRefusedException>(client, RecordBatch.FromRows<float>([[1, 2], [3, 4]], "x"))).Status);
        Assert.Equal(requests, server.Requests.Count);
        IScoringClient isolated = new ScoringClientBuilder(client).UseRowIsolation().Build();
        Assert.Equal([1, 1, 1], await ScoreAsync(isolated, RecordBatch.FromRows<float>([[1, 2], [3, 4], [5, 6]], "x")));
        Assert.Equal(requests + 3, server.Requests.Count);
    }

    [Fact]
    public async Task Raw_string_is_its_bytes()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On($"POST {Model}/infer", """{"outputs": [{"name": "score", "shape": [1], "datatype": "FP64", "data": [4]}]}""");
        await using HttpScoringClient client = server.Server.Client(
            new OpenInferenceProtocol { ModelName = "fare", UseRaw = true }, Signatures.Number with { Inputs = [new("picture", ElementType.String, [])] });
        Assert.Equal([4], await ScoreAsync(client, RecordBatch.FromColumns(ColumnValues.Of("picture", ["jpeg"]))));
        Assert.Equal("jpeg", server.Posted.Body);
    }

    [Fact]
    public async Task Raw_request_of_two_inputs_is_an_error()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using HttpScoringClient client = server.Server.Client(new OpenInferenceProtocol { ModelName = "fare", UseRaw = true }, Given());
        Assert.Contains("UseRaw", (await FailAsync<ScoringBindingException>(client, Rows())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 200, 200, "", true)]
    [InlineData(200, 400, 200, "", false)]
    [InlineData(200, 200, 400, "", false)]
    [InlineData(503, 200, 200, "", false)]
    [InlineData(200, 200, 200, """{"name": "fare", "ready": false}""", false)]
    [InlineData(200, 200, 200, """{"name": "fare", "ready": true}""", true)]
    [InlineData(404, 404, 200, "", true)]
    [InlineData(404, 404, 404, "", null)]
    public async Task Server_and_model_say_whether_they_are_ready(int live, int ready, int model, string body, bool? expected)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /v2/health/live", "", live)
            .On("GET /v2/health/ready", "", ready)
            .On($"GET {Model}/ready", body, model);
        await using HttpScoringClient client = server.Server.Client(new OpenInferenceProtocol { ModelName = "fare" });
        Assert.Equal(expected, await client.IsReadyAsync());
    }

    [Fact]
    public async Task Address_of_another_shape_is_asked_for_what_is_below_it()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /fare", Metadata).On("GET /fare/ready", "");
        await using HttpScoringClient client = server.Server.Client(new OpenInferenceProtocol(), path: "fare/infer");
        Assert.Equal(2, (await client.GetSignatureAsync()).Inputs.Length);
        Assert.True(await client.IsReadyAsync());
    }
}
