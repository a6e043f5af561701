using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Json;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Protocols;

public class AzureMLTests
{
    [Fact]
    public async Task Arrays_and_records_are_what_a_script_for_numpy_or_pandas_takes()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1.5, 2]");
        await using HttpScoringClient arrays = server.Server.Client(new AzureMLProtocol(), Signatures.Array);
        Assert.Equal([1.5, 2], await ScoreAsync(arrays, Signatures.Pairs()));
        Assert.Equal("""{"data":[[1,2.5],[3,-4]]}""", server.Posted.Body);
        Assert.Equal(("application/json", "25"), (server.Posted.Headers["Content-Type"], server.Posted.Headers["Content-Length"]));

        await using HttpScoringClient records = server.Server.Client(new AzureMLProtocol { Layout = Json.JsonFrameLayout.Records, InputName = "raw_data" }, Signatures.Frame);
        await ScoreAsync(records, Signatures.People());
        Assert.Equal("""{"raw_data":[{"age":41,"city":"Oslo"},{"age":29,"city":"Pisa"}]}""", server.Posted.Body);
    }

    [Fact]
    public async Task Values_are_sent_as_strings_where_so_chosen()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1, 2]");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol { ValuesAsStrings = true }, Signatures.Frame);
        await ScoreAsync(client, Signatures.People());
        Assert.Equal("""{"data":[["41","Oslo"],["29","Pisa"]]}""", server.Posted.Body);
    }

    [Fact]
    public async Task Designer_services_have_inputs_parameters_and_results()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("POST /score", """{"Results": {"WebServiceOutput0": [{"age": 41, "score": 0.5}, {"age": 29, "score": 0.25}]}}""");
        await using HttpScoringClient client = server.Server.Client(AzureMLProtocol.Designer, Signatures.Frame);
        Assert.Equal([0.5, 0.25], await ScoreAsync(client, Signatures.People()));
        Assert.Equal("""{"Inputs":{"WebServiceInput0":[{"age":41,"city":"Oslo"},{"age":29,"city":"Pisa"}]},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Fact]
    public async Task Models_without_a_script_take_a_split_frame()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1, 2]");
        await using HttpScoringClient client = server.Server.Client(AzureMLProtocol.MLflowModel, Signatures.Frame);
        await ScoreAsync(client, Signatures.People());
        Assert.Equal("""{"input_data":{"columns":["age","city"],"index":[0,1],"data":[[41,"Oslo"],[29,"Pisa"]]}}""", server.Posted.Body);
    }

    [Theory]
    [InlineData("[13.5, 2.25]")]
    [InlineData("[[13.5], [2.25]]")]
    [InlineData("""{"result": [13.5, 2.25]}""")]
    [InlineData("""{"Results": [13.5, 2.25]}""")]
    [InlineData("""{"Results": {"WebServiceOutput0": [{"score": 13.5}, {"score": 2.25}]}}""")]
    [InlineData("""[{"score": "13.5"}, {"score": "2.25"}]""")]
    [InlineData(""" "{\"result\": [13.5, 2.25]}" """)]
    [InlineData(""" "[13.5, 2.25]" """)]
    public async Task Answer_of_a_script_is_read_in_whatever_form_it_has(string body)
    {
        await using TestServer server = await TestServer.SayingAsync(body);
        await using HttpScoringClient client = server.Client(new AzureMLProtocol(), Signatures.Array);
        Assert.Equal([13.5, 2.25], await ScoreAsync(client, Signatures.Pairs()));
    }

    [Fact]
    public async Task Several_inputs_of_a_Designer_service_may_be_named_by_the_user()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", """{"Results": {"WebServiceOutput0": [{"score": 1}], "WebServiceOutput1": [{"score": 2}]}}""");
        ScoringSignature signature = new()
        {
            ModelName = "two",
            Inputs = [new("WebServiceInput0.x", ElementType.Float64, []), new("WebServiceInput1.x", ElementType.String, [])],
            Outputs = [new("WebServiceOutput0.score", ElementType.Float64, []), new("WebServiceOutput1.score", ElementType.Float64, [])],
        };
        AzureMLProtocol protocol = AzureMLProtocol.Designer with { InnerInputNames = ["WebServiceInput0", "WebServiceInput1"], OutputNames = ["WebServiceOutput0", "WebServiceOutput1"] };
        await using HttpScoringClient client = server.Server.Client(protocol, signature);
        using RecordBatch rows = RecordBatch.FromColumns(ColumnValues.Of("WebServiceInput0.x", [0.5]), ColumnValues.Of("WebServiceInput1.x", ["a"]));
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal((1.0, 2.0), (scores.GetColumn<double>(0)[0], scores.GetColumn<double>(1)[0]));
        Assert.Equal("""{"Inputs":{"WebServiceInput0":[{"x":0.5}],"WebServiceInput1":[{"x":"a"}]},"GlobalParameters":{}}""", server.Posted.Body);
    }

    [Fact]
    public async Task Frame_for_Spark_has_dates_and_decimals_as_text_and_bytes_in_base64()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1, 2]");
        ScoringSignature signature = Signatures.Frame with { Inputs = [new("day", ElementType.String, []), new("price", ElementType.String, []), new("photo", ElementType.String, []), new("sizes", ElementType.Int32, [2])] };
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol { Layout = JsonFrameLayout.Records, BytesInputs = ["photo"] }, signature);
        using RecordBatch rows = RecordBatch.Rent(new RecordSchema([.. signature.Inputs.Select(static input => new ColumnSchema(input.Name, input.Type, input.Shape!.Value))]), 2);
        rows.GetStrings("day").Set(0, "2026-05-01");
        rows.GetStrings("price").Set(0, "12345678901234567.89");
        rows.GetStrings("photo").SetUtf8(0, [0xFF, 0, 0x80]);
        for (int column = 0; column < 3; column++) rows.GetStrings(column).SetNull(1);
        ((int[])[1, 2, 3, 4]).CopyTo(rows.GetColumn<int>("sizes").Values);
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.Equal("""{"data":[{"day":"2026-05-01","price":"12345678901234567.89","photo":"/wCA","sizes":[1,2]},{"day":null,"price":null,"photo":null,"sizes":[3,4]}]}""", server.Posted.Body);
    }

    [Fact]
    public async Task Bare_NaN_and_infinity_are_numbers_both_ways()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[NaN, -Infinity]");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol(), Signatures.Number);
        Assert.Equal([double.NaN, double.NegativeInfinity], await ScoreAsync(client, Signatures.Numbers(double.NaN, double.PositiveInfinity)));
        Assert.Equal("""{"data":[NaN,Infinity]}""", server.Posted.Body);
    }

    [Theory]
    [InlineData("""{"error": "could not convert string to float"}""", "could not convert")]
    [InlineData(""" "could not convert string to float: 'Mon'" """, "could not convert")]
    public async Task Error_of_a_script_that_catches_everything_is_a_refusal(string body, string message)
    {
        await using TestServer server = await TestServer.SayingAsync(body);
        await using HttpScoringClient client = server.Client(new AzureMLProtocol(), Signatures.Array);
        ScoringRefusedException error = await FailAsync<ScoringRefusedException>(client, Signatures.Pairs());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(200, error.Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[1, 2, 3]")]
    [InlineData("[1, 2")]
    [InlineData("[{\"a\": 1}, {\"a\": 2}]")]
    [InlineData("[{\"a\": {}}, {\"a\": {}}]")]
    [InlineData("<html><title>Sign in</title></html>")]
    [InlineData("")]
    [InlineData("null")]
    public async Task Answer_that_cannot_be_the_scores_is_a_failure_of_its_own_type(string body)
    {
        await using TestServer server = await TestServer.SayingAsync(body);
        await using HttpScoringClient client = server.Client(new AzureMLProtocol(), Signatures.Array);
        ScoringResponseException error = await FailAsync<ScoringResponseException>(client, Signatures.Pairs());
        Assert.Equal((200, 2), (error.Status, error.Rows));
    }

    [Theory]
    [InlineData(500, "x-ms-run-function-failed", "True")]
    [InlineData(502, "x-ms-run-function-failed", "true")]
    [InlineData(424, "ms-azureml-model-error-statuscode", "500")]
    [InlineData(424, "ms-azureml-model-error-statuscode", "400")]
    [InlineData(400, "x", "y")]
    [InlineData(422, "x", "y")]
    [InlineData(413, "x", "y")]
    public async Task Mark_of_a_failing_script_is_a_refusal(int status, string header, string value)
    {
        await using TestServer server = await TestServer.SayingAsync("""{"message": "run() failed"}""", status, response => response.Headers[header] = value);
        await using HttpScoringClient client = server.Client(new AzureMLProtocol(), Signatures.Array);
        ScoringRefusedException error = await FailAsync<ScoringRefusedException>(client, Signatures.Pairs());
        Assert.Equal(status, error.Status);
        Assert.Contains("run() failed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "x-ms-run-function-failed", "False")]
    [InlineData(502, "x", "y")]
    [InlineData(424, "x", "y")]
    [InlineData(424, "ms-azureml-model-error-statuscode", "503")]
    [InlineData(201, "x", "y")]
    [InlineData(503, "x", "y")]
    public async Task Status_without_the_mark_is_a_failure_of_the_endpoint(int status, string header, string value)
    {
        await using TestServer server = await TestServer.SayingAsync("""{"message": "no"}""", status, response => response.Headers[header] = value);
        await using HttpScoringClient client = server.Client(new AzureMLProtocol(), Signatures.Array);
        Assert.Equal(status, (await FailAsync<ScoringEndpointException>(client, Signatures.Pairs())).Status);
    }

    [Fact]
    public async Task Deployment_is_a_header_and_an_address_without_a_path_is_that_of_score()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1, 2]");
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol { Deployment = "blue" }, Signatures.Array);
        await ScoreAsync(client, Signatures.Pairs());
        Assert.Equal(("/score", "blue"), (server.Posted.Path, server.Posted.Headers["azureml-model-deployment"]));
    }
}
