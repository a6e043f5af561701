using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Protocols;

public class ClassicTests
{
    private const string Path = "/workspaces/w/services/s/execute";

    private const string Tables = """
        {"swagger": "2.0", "paths": {"/execute": {"post": {"operationId": "execute", "parameters": [{"in": "body", "name": "x", "schema": {"$ref": "#/definitions/ExecutionRequest"}}], "responses": {"200": {"schema": {"$ref": "#/definitions/ExecutionResults"}}}}}},
         "definitions": {"ExecutionRequest": {"type": "object", "properties": {"Inputs": {"$ref": "#/definitions/ExecutionInputs"}, "GlobalParameters": {"type": "object"}}},
          "ExecutionInputs": {"type": "object", "properties": {"people": {"type": "array", "items": {"$ref": "#/definitions/peopleItem"}}, "limits": {"type": "array", "items": {"$ref": "#/definitions/limitsItem"}}}},
          "peopleItem": {"type": "object", "properties": {"age": {"type": "integer", "format": "int64"}, "city": {"type": "string"}}}, "limitsItem": {"type": "object", "properties": {"age": {"type": "number", "format": "double"}}},
          "ExecutionResults": {"type": "object", "properties": {"Results": {"$ref": "#/definitions/ExecutionOutputs"}}},
          "ExecutionOutputs": {"type": "object", "properties": {"outputA": {"type": "array", "items": {"$ref": "#/definitions/outputAItem"}}, "outputB": {"type": "array", "items": {"$ref": "#/definitions/outputBItem"}}}},
          "outputAItem": {"type": "object", "properties": {"p": {"type": "number", "format": "double"}, "label": {"type": "string"}}}, "outputBItem": {"type": "object", "properties": {"q": {"type": "integer", "format": "int64"}}}}}
        """;

    private static readonly ScoringSignature s_signature = Signatures.Frame with { Outputs = [new("Scored Labels", ElementType.Boolean, []), new("Scored Probabilities", ElementType.Float64, [])] };

    [Theory]
    [InlineData("DataTable")]
    [InlineData("table")]
    public async Task Table_of_names_and_values_is_sent_and_read(string type)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On($"POST {Path}", """
            {"Results": {"output1": {"type": "TYPE", "value": {"ColumnNames": ["age", "Scored Labels", "Scored Probabilities"],
             "ColumnTypes": ["Numeric", "Boolean", "Numeric"], "Values": [["41", "True", "0.75"], ["29", "False", "0.125"]]}}}}
            """.Replace("TYPE", type, StringComparison.Ordinal));
        await using HttpScoringClient client = server.Server.Client(new ClassicProtocol { Details = true }, s_signature, path: Path);
        using RecordBatch people = Signatures.People();
        using RecordBatch scores = await client.ScoreAsync(people);

        Assert.Equal([true, false], scores.GetColumn<bool>(0).Values.ToArray());
        Assert.Equal([0.75, 0.125], scores.GetColumn<double>(1).Values.ToArray());
        Assert.Equal("?api-version=2.0&details=true", server.Posted.Query);
        Assert.Equal("""{"Inputs":{"input1":{"ColumnNames":["age","city"],"Values":[["41","Oslo"],["29","Pisa"]]}},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Theory]
    [InlineData("""{"Results": {"output1": [{"Scored Labels": "True", "Scored Probabilities": "0.75"}, {"Scored Probabilities": "0.125", "Scored Labels": "False"}]}}""")]
    [InlineData("""{"Results": {"output1": {"type": "table", "value": [{"Scored Labels": "True", "Scored Probabilities": "0.75"}, {"Scored Probabilities": "0.125", "Scored Labels": "False"}]}}}""")]
    public async Task Records_are_sent_and_read(string answer)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On($"POST {Path}", answer);
        await using HttpScoringClient client = server.Server.Client(new ClassicProtocol { UseRecords = true, ValuesAsStrings = false }, s_signature, path: Path + "?api-version=2.0");
        using RecordBatch people = Signatures.People();
        using RecordBatch scores = await client.ScoreAsync(people);

        Assert.Equal([0.75, 0.125], scores.GetColumn<double>(1).Values.ToArray());
        Assert.Equal("?api-version=2.0&format=swagger", server.Posted.Query);
        Assert.Equal("""{"Inputs":{"input1":[{"age":41,"city":"Oslo"},{"age":29,"city":"Pisa"}]},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Fact]
    public async Task Output_and_other_inputs_are_chosen_by_name()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On(
            $"POST {Path}",
            """{"Results": {"log": {"type": "table", "value": {"ColumnNames": ["x"], "Values": [["a"]]}}, "output2": {"type": "table", "value": {"ColumnNames": ["score"], "Values": [["1"], ["2"]]}}}}""");
        await using HttpScoringClient client = server.Server.Client(
            new ClassicProtocol { InputName = "people", OutputName = "output2", OtherInputs = "\"limits\":{\"ColumnNames\":[\"a\"],\"Values\":[[\"1\"]]}", GlobalParameters = "{\"threshold\":\"0.5\"}" },
            Signatures.Frame,
            path: Path);
        Assert.Equal([1, 2], await ScoreAsync(client, Signatures.People()));
        Assert.Equal(
            """{"Inputs":{"people":{"ColumnNames":["age","city"],"Values":[["41","Oslo"],["29","Pisa"]]},"limits":{"ColumnNames":["a"],"Values":[["1"]]}},"GlobalParameters":{"threshold":"0.5"}}""",
            server.Posted.Body);
    }

    [Fact]
    public async Task Error_object_gives_its_code_and_its_message()
    {
        await using TestServer server = await TestServer.SayingAsync(
            """{"error": {"code": "LibraryExecutionError", "message": "Module execution failed.", "details": [{"code": "FailedToEvaluateRScript", "target": "Execute R Script", "message": "object 'x' not found"}]}}""", 400);
        await using HttpScoringClient client = server.Client(new ClassicProtocol(), Signatures.Frame);
        ScoringRefusedException error = await FailAsync<ScoringRefusedException>(client, Signatures.People());
        Assert.Contains("LibraryExecutionError: Module execution failed.: FailedToEvaluateRScript: object 'x' not found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_is_low_on_memory_invites_a_retry()
    {
        await using TestServer server = await TestServer.SayingAsync("""{"error": {"code": "InternalErrorSystemLowOnMemory", "message": "Try again."}}""", 500);
        await using HttpScoringClient client = server.Client(new ClassicProtocol(), Signatures.Frame);
        Assert.True((await FailAsync<ScoringEndpointException>(client, Signatures.People())).IsRetryInvited);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_inputs_and_outputs_are_one_row(bool useRecords)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /workspaces/w/services/s/swagger.json", Tables).On($"POST {Path}", useRecords
            ? """{"Results": {"outputB": [{"q": "1"}, {"q": "2"}], "outputA": [{"p": "0.5", "label": "x"}, {"label": null, "p": "0.25"}]}}"""
            : """
              {"Results": {"outputA": {"type": "table", "value": {"ColumnNames": ["p", "label"], "Values": [["0.5", "x"], ["0.25", null]]}},
               "outputB": {"type": "table", "value": {"ColumnNames": ["q"], "Values": [["1"], ["2"]]}}}}
              """);
        await using HttpScoringClient client = server.Server.Client(new ClassicProtocol { UseRecords = useRecords }, path: Path);
        Assert.EndsWith(
            "('people.age' Int64 [], 'people.city' String [], 'limits.age' Float64 []) → ('outputA.p' Float64 [], 'outputA.label' String [], 'outputB.q' Int64 [])",
            (await client.GetSignatureAsync()).ToString(),
            StringComparison.Ordinal);
        using RecordBatch rows = RecordBatch.FromColumns(
            ColumnValues.Of<double>("limits.age", [1.5, 2]), ColumnValues.Of<long>("people.age", [41, 29]), ColumnValues.Of("people.city", ["Oslo", "Pisa"]));
        for (int i = 0; i < 2; i++)
        {
            using RecordBatch scores = await client.ScoreAsync(rows);
            Assert.Equal([0.5, 0.25], scores.GetColumn<double>("outputA.p").Values.ToArray());
            Assert.Equal(("x", null), (scores.GetStrings("outputA.label").GetString(0), scores.GetStrings("outputA.label").GetString(1)));
            Assert.Equal([1, 2], scores.GetColumn<long>("outputB.q").Values.ToArray());
        }

        Assert.Equal(
            useRecords
                ? """{"Inputs":{"people":[{"age":"41","city":"Oslo"},{"age":"29","city":"Pisa"}],"limits":[{"age":"1.5"},{"age":"2"}]},"GlobalParameters":{}}"""
                : """{"Inputs":{"people":{"ColumnNames":["age","city"],"Values":[["41","Oslo"],["29","Pisa"]]},"limits":{"ColumnNames":["age"],"Values":[["1.5"],["2"]]}},"GlobalParameters":{}}""",
            server.Posted.Body);
    }

    [Fact]
    public async Task One_of_several_inputs_and_outputs_keeps_its_plain_names()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /workspaces/w/services/s/swagger.json", Tables)
            .On($"POST {Path}", """{"Results": {"outputA": {"type": "table", "value": {"ColumnNames": ["p"], "Values": [["9"]]}}, "outputB": {"type": "table", "value": {"ColumnNames": ["q"], "Values": [["7"]]}}}}""");
        await using HttpScoringClient client = server.Server.Client(
            new ClassicProtocol { InputName = "limits", OtherInputs = "\"people\":{\"ColumnNames\":[],\"Values\":[]}", OutputName = "outputB" }, path: Path);
        Assert.Equal([7], await ScoreAsync(client, RecordBatch.FromValues<double>([3], [], "age")));
        Assert.Equal("""{"Inputs":{"limits":{"ColumnNames":["age"],"Values":[["3"]]},"people":{"ColumnNames":[],"Values":[]}},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Fact]
    public async Task Output_with_too_few_rows_is_a_failure()
    {
        await using TestServer server = await TestServer.SayingAsync(
            """{"Results": {"a": {"type": "table", "value": {"ColumnNames": ["p"], "Values": [["1"], ["2"]]}}, "b": {"type": "table", "value": {"ColumnNames": ["q"], "Values": [["1"]]}}}}""");
        await using HttpScoringClient client = server.Client(
            new ClassicProtocol { OutputNames = ["a", "b"] }, Signatures.Frame with { Outputs = [new("a.p", ElementType.Float64, []), new("b.q", ElementType.Float64, [])] });
        await FailAsync<ScoringResponseException>(client, Signatures.People());
    }

    [Fact]
    public async Task Column_of_no_table_is_an_error_that_says_how_to_name_it()
    {
        await using TestServer server = await TestServer.SayingAsync("{}");
        await using HttpScoringClient inputs = server.Client(new ClassicProtocol { InputNames = ["age", "b"] }, Signatures.Frame);
        Assert.Contains("'age.age'", (await FailAsync<ScoringBindingException>(inputs, Signatures.People())).Message, StringComparison.Ordinal);
        await using HttpScoringClient outputs = server.Client(new ClassicProtocol { OutputNames = ["a", "b"] }, Signatures.Frame);
        Assert.Contains("'a.score'", (await FailAsync<ScoringBindingException>(outputs, Signatures.People())).Message, StringComparison.Ordinal);
    }
}
