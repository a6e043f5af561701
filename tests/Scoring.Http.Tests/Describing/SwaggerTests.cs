using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Describing;

/// <summary>Signatures from documents in the shapes that services publish.</summary>
public class SwaggerTests
{
    private const string Numpy = """
        {"swagger": "2.0", "info": {"title": "fare", "version": "1.0"}, "securityDefinitions": {"Bearer": {"type": "apiKey", "name": "Authorization", "in": "header"}},
         "paths": {"/api/v1/service/fare/": {"get": {"operationId": "ServiceHealthCheck", "responses": {"200": {"schema": {"type": "string"}}}}},
          "/api/v1/service/fare/score": {"post": {"operationId": "RunMLService", "parameters": [{"name": "serviceInputPayload", "in": "body", "schema": {"$ref": "#/definitions/ServiceInput"}}],
           "responses": {"200": {"schema": {"$ref": "#/definitions/ServiceOutput"}}, "default": {"schema": {"$ref": "#/definitions/ErrorResponse"}}}}}},
         "definitions": {"ServiceInput": {"type": "object", "properties": {"data": {"type": "array", "items": {"type": "array", "items": {"type": "number", "format": "double"}}, "format": "numpy.ndarray"}}, "example": {"data": [[1.0, 2.0]]}},
          "ServiceOutput": {"type": "array", "items": {"type": "number", "format": "double"}}, "ErrorResponse": {"type": "object"}}}
        """;

    private const string Frame = """
        {"openapi": "3.0.3", "paths": {"/": {"get": {}}, "/score": {"post": {"operationId": "RunMLService", "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ServiceInput"}}}},
          "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ServiceOutput"}}}}}}}},
         "components": {"schemas": {"ServiceInput": {"type": "object", "properties": {"Inputs": {"type": "object", "properties": {"people": {"type": "array", "items": {"type": "object", "properties": {"age": {"type": "integer", "format": "int32"}, "city": {"type": "string"}, "member": {"type": "boolean"}}}, "format": "pandas.DataFrame:records"}}},
           "GlobalParameters": {"type": "object"}}},
          "ServiceOutput": {"type": "object", "properties": {"Results": {"type": "array", "items": {"type": "array", "items": {"type": "number", "format": "float"}}}}}}}}
        """;

    private const string Designer = """
        {"swagger": "2.0", "paths": {"/": {"get": {}}, "/swagger.json": {"get": {}}, "/score": {"post": {"parameters": [{"in": "body", "name": "x", "schema": {"$ref": "#/definitions/ExecutionRequest"}}], "responses": {"200": {"schema": {"$ref": "#/definitions/ExecutionResults"}}}}}},
         "definitions": {"ExecutionRequest": {"type": "object", "properties": {"Inputs": {"$ref": "#/definitions/ExecutionInputs"}, "GlobalParameters": {"type": "object"}}},
          "ExecutionInputs": {"type": "object", "properties": {"WebServiceInput0": {"type": "array", "items": {"$ref": "#/definitions/WebServiceInput0Item"}}}},
          "WebServiceInput0Item": {"type": "object", "required": ["a"], "properties": {"a": {"type": "number", "format": "double"}, "b": {"type": "integer", "format": "int64"}}},
          "ExecutionResults": {"type": "object", "properties": {"Results": {"$ref": "#/definitions/ExecutionOutputs"}}},
          "ExecutionOutputs": {"type": "object", "properties": {"WebServiceOutput0": {"type": "array", "items": {"$ref": "#/definitions/WebServiceOutput0Item"}}}},
          "WebServiceOutput0Item": {"type": "object", "properties": {"Scored Labels": {"type": "integer", "format": "int64"}, "p": {"type": "number", "format": "double"}}}}}
        """;

    [Fact]
    public async Task Script_for_numpy_takes_rows_as_long_as_its_example()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /api/v1/service/fare/swagger.json", Numpy).On("POST /api/v1/service/fare/score", "[1, 2]");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol(), path: "api/v1/service/fare/score");
        Assert.Equal("('data' Float64 [2]) → ('score' Float64 [])", ColumnsOf(await client.GetSignatureAsync()));
        Assert.Equal([1, 2], await ScoreAsync(client, RecordBatch.FromRows<double>([[1, 2.5], [3, -4]], "anything")));
        Assert.Equal("""{"data":[[1,2.5],[3,-4]]}""", server.Posted.Body);
    }

    [Fact]
    public async Task Names_layout_and_shapes_that_only_the_answer_tells_are_found()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /swagger.json", "", 404)
            .On("GET /swagger.json?version=3", Frame)
            .On("POST /score", """{"Results": [[0.25, 0.75], [0.5, 0.5]]}""");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol(), path: "score");
        Assert.Equal("('age' Int32 [], 'city' String [], 'member' Boolean []) → ('score' Float32 [?])", ColumnsOf(await client.GetSignatureAsync()));
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of<int>("age", [1, 2]), ColumnValues.Of("city", ["a", "b"]), ColumnValues.Of<bool>("member", [true, false]));
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal([0.25f, 0.75f, 0.5f, 0.5f], scores.GetColumn<float>(0).Values.ToArray());
        Assert.Equal("""{"Inputs":{"people":[{"age":1,"city":"a","member":true},{"age":2,"city":"b","member":false}]},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Fact]
    public async Task Designer_and_classic_services_name_their_columns()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /swagger.json", Designer)
            .On("POST /score", """{"Results": {"WebServiceOutput0": [{"a": 1, "Scored Labels": 7, "p": 0.5}]}}""")
            .On("GET /w/s/swagger.json", Classic())
            .On("POST /w/s/execute", """{"Results": {"output1": {"type": "table", "value": {"ColumnNames": ["Scored Labels", "p"], "Values": [["7", "0.5"]]}}}}""");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol(), path: "score");
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of<double>("a", [1]), ColumnValues.Of<long>("b", [2]));
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal((7L, 0.5), (scores.GetColumn<long>("Scored Labels")[0], scores.GetColumn<double>("p")[0]));

        await using HttpScoringClient classic = server.Server.Client(new ClassicProtocol(), path: "w/s/execute?api-version=2.0");
        using RecordBatch table = await classic.ScoreAsync(rows);
        Assert.Equal((7L, 0.5), (table.GetColumn<long>("Scored Labels")[0], table.GetColumn<double>("p")[0]));
        Assert.Equal("""{"Inputs":{"input1":{"ColumnNames":["a","b"],"Values":[["1","2"]]}},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Fact]
    public async Task Several_inputs_and_outputs_of_a_Designer_service_are_one_row()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /swagger.json", Several())
            .On("POST /score", """{"Results": {"WebServiceOutput1": [{"q": "x"}, {"q": "y"}], "WebServiceOutput0": [{"Scored Labels": 7, "p": 0.5}, {"Scored Labels": 8, "p": 0.25}]}}""");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol(), path: "score");
        Assert.Equal(
            "('WebServiceInput0.a' Float64 [], 'WebServiceInput0.b' Int64 [], 'WebServiceInput1.a' Boolean []) → ('WebServiceOutput0.Scored Labels' Int64 [], 'WebServiceOutput0.p' Float64 [], 'WebServiceOutput1.q' String [])",
            ColumnsOf(await client.GetSignatureAsync()));
        using RecordBatch rows = RecordBatch.FromColumns(
            ColumnValues.Of("WebServiceInput1.a", [true, false]), ColumnValues.Of<double>("WebServiceInput0.a", [1, 2]), ColumnValues.Of<long>("WebServiceInput0.b", [3, 4]));
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal([7, 8], scores.GetColumn<long>("WebServiceOutput0.Scored Labels").Values.ToArray());
        Assert.Equal("y", scores.GetStrings("WebServiceOutput1.q").GetString(1));
        Assert.Equal("""{"Inputs":{"WebServiceInput0":[{"a":1,"b":3},{"a":2,"b":4}],"WebServiceInput1":[{"a":true},{"a":false}]},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Fact]
    public async Task One_of_several_inputs_and_outputs_of_a_Designer_service_keeps_its_plain_names()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /swagger.json", Several())
            .On("POST /score", """{"Results": {"WebServiceOutput0": [{"Scored Labels": 7, "p": 0.5}], "WebServiceOutput1": [{"q": "x"}]}}""");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol { InnerInputNames = ["WebServiceInput1"], OutputNames = ["WebServiceOutput1"] }, path: "score");
        Assert.Equal("('a' Boolean []) → ('q' String [])", ColumnsOf(await client.GetSignatureAsync()));
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("a", [true]));
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal("x", scores.GetStrings("q").GetString(0));
        Assert.Equal("""{"Inputs":{"WebServiceInput1":[{"a":true}]},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Theory]
    [InlineData(null, "status 404")]
    [InlineData("{}", "no operation that scores")]
    [InlineData("<html>", "no swagger document")]
    public async Task Missing_schema_is_an_error_that_names_the_likely_cause(string? document, string found)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        if (document is not null) server.On("GET /swagger.json", document);
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol(), path: "score");
        ScoringModelException error = await Assert.ThrowsAsync<ScoringModelException>(async () => await client.GetSignatureAsync());
        Assert.All(["sample input and output", "HttpScoringOptions.Signature", found], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signature_is_read_once_and_again_after_a_failure()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /swagger.json", "", 503).On("POST /score", "[1]");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol(), path: "score");
        Assert.Equal(503, (await Assert.ThrowsAsync<ScoringEndpointException>(async () => await client.GetSignatureAsync())).Status);
        server.On("GET /swagger.json", Numpy);
        await client.GetSignatureAsync();
        int requests = server.Requests.Count;
        await client.GetSignatureAsync();
        await ScoreAsync(client, RecordBatch.FromRows<double>([[1, 2]], "data"));
        Assert.Equal(requests + 1, server.Requests.Count);
    }

    private static string ColumnsOf(ScoringSignature signature) => signature.ToString()[(signature.ModelName.Length + 2)..];

    private static string Several() => Designer
        .Replace("\"items\": {\"$ref\": \"#/definitions/WebServiceInput0Item\"}}", "\"items\": {\"$ref\": \"#/definitions/WebServiceInput0Item\"}}, \"WebServiceInput1\": {\"type\": \"array\", \"items\": {\"properties\": {\"a\": {\"type\": \"boolean\"}}, \"type\": \"object\"}}", StringComparison.Ordinal)
        .Replace("\"items\": {\"$ref\": \"#/definitions/WebServiceOutput0Item\"}}", "\"items\": {\"$ref\": \"#/definitions/WebServiceOutput0Item\"}}, \"WebServiceOutput1\": {\"type\": \"array\", \"items\": {\"properties\": {\"q\": {\"type\": \"string\"}}, \"type\": \"object\"}}", StringComparison.Ordinal);

    private static string Classic() => Designer
        .Replace("/score", "/execute", StringComparison.Ordinal)
        .Replace("\"WebServiceInput0\"", "\"input1\"", StringComparison.Ordinal)
        .Replace("\"WebServiceOutput0\"", "\"output1\"", StringComparison.Ordinal);
}
