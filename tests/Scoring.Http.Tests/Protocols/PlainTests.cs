using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Protocols;

public class PlainTests
{
    [Theory]
    [InlineData("{{values}}", """[[41,"Oslo"],[29,"Pisa"]]""")]
    [InlineData("""{"model":"a","rows":{{records}},"k":1}""", """{"model":"a","rows":[{"age":41,"city":"Oslo"},{"age":29,"city":"Pisa"}],"k":1}""")]
    [InlineData("{{Lists}}", """{"age":[41,29],"city":["Oslo","Pisa"]}""")]
    public async Task Rows_stand_where_the_template_says(string template, string body)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /any/where", """{"answer": {"numbers": [1, 2]}}""");
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(template) { ResultPath = ["answer", "numbers"] }, Signatures.Frame, path: "any/where");
        Assert.Equal([1, 2], await ScoreAsync(client, Signatures.People()));
        Assert.Equal(body, server.Posted.Body);
    }

    [Fact]
    public void Template_without_a_place_is_refused() => Assert.Throws<ArgumentException>(static () => new PlainProtocol("{}"));

    [Fact]
    public async Task Protocol_of_ones_own_takes_a_few_lines()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /predict", "1;2");
        await using HttpScoringClient client = server.Server.Client(new SemicolonProtocol(), Signatures.Number, path: "predict");
        Assert.Equal([1, 2], await ScoreAsync(client, Signatures.Numbers(0.5, 4)));
        Assert.Equal(("0.5;4;", "text/plain"), (server.Posted.Body, server.Posted.Headers["Content-Type"]));
    }

    [Fact]
    public async Task Rows_that_do_not_fit_are_refused_before_anything_is_sent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Frame);
        RecordBatch[] wrong =
        [
            Signatures.Pairs(),
            RecordBatch.FromColumns(ColumnValues.Of<long>("age", [1])),
            RecordBatch.FromColumns(ColumnValues.Of<double>("age", [1.5]), ColumnValues.Of("city", ["a"])),
            RecordBatch.FromColumns(ColumnValues.Of<long>("age", [1]), ColumnValues.Of("city", ["a"]), ColumnValues.Of<long>("more", [1])),
        ];
        foreach (RecordBatch rows in wrong)
        {
            Assert.Contains("Expected ('age' Int64 []", (await FailAsync<ScoringBindingException>(client, rows)).Message, StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task No_rows_are_answered_without_asking()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number);
        Assert.Empty(await ScoreAsync(client, Signatures.Numbers()));
        Assert.Empty(server.Requests);
    }
}
