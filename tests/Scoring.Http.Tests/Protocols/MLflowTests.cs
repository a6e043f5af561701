using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Protocols;

public class MLflowTests
{
    [Theory]
    [InlineData(MLflowInput.DataframeSplit, """{"dataframe_split":{"columns":["age","city"],"data":[[41,"Oslo"],[29,"Pisa"]]}}""")]
    [InlineData(MLflowInput.DataframeRecords, """{"dataframe_records":[{"age":41,"city":"Oslo"},{"age":29,"city":"Pisa"}]}""")]
    [InlineData(MLflowInput.Instances, """{"instances":[{"age":41,"city":"Oslo"},{"age":29,"city":"Pisa"}]}""")]
    [InlineData(MLflowInput.Inputs, """{"inputs":{"age":[41,29],"city":["Oslo","Pisa"]}}""")]
    public async Task Frame_is_sent_under_the_key_that_was_chosen(MLflowInput input, string body)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /invocations", """{"predictions": [0.75, 0.125]}""");
        await using HttpScoringClient client = server.Server.Client(new MLflowProtocol { Input = input }, Signatures.Frame);
        Assert.Equal([0.75, 0.125], await ScoreAsync(client, Signatures.People()));
        Assert.Equal(body, server.Posted.Body);
    }

    [Theory]
    [InlineData(MLflowInput.Instances, """{"instances":[[1,2.5],[3,-4]],"params":{"top_k":2}}""")]
    [InlineData(MLflowInput.Inputs, """{"inputs":[[1,2.5],[3,-4]],"params":{"top_k":2}}""")]
    public async Task Tensor_is_sent_bare_and_parameters_beside_it(MLflowInput input, string body)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /invocations", """{"predictions": [{"score": 1}, {"score": NaN}], "id": "x"}""");
        await using HttpScoringClient client = server.Server.Client(new MLflowProtocol { Input = input, Parameters = "{\"top_k\":2}" }, Signatures.Array, path: "invocations");
        Assert.Equal([1, double.NaN], await ScoreAsync(client, Signatures.Pairs()));
        Assert.Equal(body, server.Posted.Body);
    }

    [Fact]
    public async Task Binary_column_is_sent_in_base64()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /invocations", """{"predictions": [1]}""");
        await using HttpScoringClient client = server.Server.Client(new MLflowProtocol { BytesInputs = ["city"] }, Signatures.Frame);
        await ScoreAsync(client, RecordBatch.FromColumns(ColumnValues.Of<long>("age", [1]), ColumnValues.Of("city", ["hi"])));
        Assert.Equal("""{"dataframe_split":{"columns":["age","city"],"data":[[1,"aGk="]]}}""", server.Posted.Body);
    }

    [Fact]
    public async Task Error_gives_its_code_and_message()
    {
        await using TestServer server = await TestServer.SayingAsync("""{"error_code": "BAD_REQUEST", "message": "Failed to predict data", "stack_trace": "Traceback"}""", 400);
        await using HttpScoringClient client = server.Client(new MLflowProtocol(), Signatures.Frame);
        Assert.Contains("BAD_REQUEST: Failed to predict data", (await FailAsync<ScoringRefusedException>(client, Signatures.People())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_has_to_be_given()
    {
        await using TestServer server = await TestServer.SayingAsync("");
        await using HttpScoringClient client = server.Client(new MLflowProtocol());
        ScoringModelException error = await Assert.ThrowsAsync<ScoringModelException>(async () => await client.GetSignatureAsync());
        Assert.Contains("HttpScoringOptions.Signature", error.Message, StringComparison.Ordinal);
    }
}
