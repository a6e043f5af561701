using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Protocols;

public class ClassicTests
{
    private const string Path = "/workspaces/w/services/s/execute";

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
}
