using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Scoring.Http.Tests.Servers;

namespace Scoring.Tool.Tests.Endpoints;

/// <summary><c>scoring score URL</c> against real servers.</summary>
public class ScoreEndpointTests
{
    private const string Rows = "id,a,b\n1,2,3.5\n2,4,5\n";

    [Theory]
    [InlineData("azureml", "/score", "", "/score", """{"data":[[2,3.5],[4,5]]}""")]
    [InlineData("azureml", "", "--format-rows records --input-name rows", "/score", """{"rows":[{"a":2,"b":3.5},{"a":4,"b":5}]}""")]
    [InlineData("azureml-inputs", "/score", "", "/score", """{"Inputs":{"WebServiceInput0":[{"a":2,"b":3.5},{"a":4,"b":5}]},"GlobalParameters":{}}""")]
    [InlineData("rrs", "/execute", "", "/execute", """{"Inputs":{"input1":{"ColumnNames":["a","b"],"Values":[["2","3.5"],["4","5"]]}},"GlobalParameters":{}}""")]
    [InlineData("mlflow", "", "", "/invocations", """{"dataframe_split":{"columns":["a","b"],"data":[[2,3.5],[4,5]]}}""")]
    [InlineData("mlflow", "", "--format-rows records", "/invocations", """{"dataframe_records":[{"a":2,"b":3.5},{"a":4,"b":5}]}""")]
    [InlineData("tfserving", "/v1/models/m", "", "/v1/models/m:predict", """{"instances":[{"a":2,"b":3.5},{"a":4,"b":5}]}""")]
    [InlineData("plain", "/any", "", "/any", "[[2,3.5],[4,5]]")]
    [InlineData("plain", "/any", "--format-rows records --input-name x", "/any", """{"x":[{"a":2,"b":3.5},{"a":4,"b":5}]}""")]
    public async Task Header_is_the_signature_in_every_protocol(string protocol, string path, string options, string posted, string body)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On($"POST {posted}", "[1.5, 2]");
        ToolRun run = await RunAsync(server, path, Rows, ["--protocol", protocol, "--keep", "id", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal("id,score\n1,1.5\n2,2\n", run.Output);
        Assert.Equal(body, server.Posted.Body);
        Assert.Contains("the header of stdin is taken as the signature: a Float64, b Float64", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("HttpScoringOptions", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_is_the_signature_where_the_endpoint_tells()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("GET /v2/models/m", """{"name":"m","platform":"p","inputs":[{"name":"x","datatype":"FP32","shape":[-1,2]}],"outputs":[{"name":"y","datatype":"FP32","shape":[-1,1]}]}""")
            .On("POST /v2/models/m/infer", """{"model_name":"m","outputs":[{"name":"y","datatype":"FP32","shape":[2,1],"data":[1.5,2]}]}""");
        ToolRun run = await RunAsync(server, "/v2/models/m", Rows, ["--protocol", "v2", "--keep", "id"]);

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal("id,y\n1,1.5\n2,2\n", run.Output);
        Assert.DoesNotContain("header", run.Error, StringComparison.Ordinal);
        Assert.Contains("[2,3.5,4,5]", server.Posted.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_are_those_of_the_first_values()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1]");
        ToolRun run = await RunAsync(server, "/score", "n,big,flag,city,none\n1,9007199254740993,true,Oslo,\n", ["--protocol", "azureml", "--format-rows", "records"]);

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal("""{"data":[{"n":1,"big":9007199254740993,"flag":true,"city":"Oslo","none":NaN}]}""", server.Posted.Body);
    }

    [Fact]
    public async Task Lists_of_json_lines_are_vectors()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1, 2]");
        ToolRun run = await RunAsync(server, "/score", "{\"v\":[1,2],\"w\":3}\n{\"v\":[4,5.5],\"w\":6}\n", ["--protocol", "azureml", "--format-rows", "records", "--format", "jsonl"]);

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal("{\"score\":1}\n{\"score\":2}\n", run.Output);
        Assert.Equal("""{"data":[{"v":[1,2],"w":3},{"v":[4,5.5],"w":6}]}""", server.Posted.Body);
    }

    [Fact]
    public async Task Single_column_is_sent_as_a_table()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1, 2]");
        await RunAsync(server, "/score", Rows, ["--protocol", "azureml", "--columns", "b"]);
        Assert.Equal("""{"data":[[3.5],[5]]}""", server.Posted.Body);
    }

    [Fact]
    public async Task Outputs_are_those_of_the_first_answer()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", """[{"label":"cat","p":0.75},{"label":"dog","p":1}]""");
        ToolRun run = await RunAsync(server, "/score", Rows, ["--protocol", "azureml"]);
        Assert.Equal("label,p\ncat,0.75\ndog,1\n", run.Output);
    }

    [Fact]
    public async Task Key_is_sent_and_never_shown()
    {
        const string Variable = "SCORING_TEST_KEY_ACCEPTED";
        Environment.SetEnvironmentVariable(Variable, "s3cret\n");
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1, 2]");
        ToolRun run = await RunAsync(server, "/score?code=hidden", Rows, ["--protocol", "azureml", "--key-env", Variable, "--verbose"]);

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.All(server.Requests, static request => Assert.Equal("Bearer s3cret", request.Headers["Authorization"]));
        Assert.DoesNotContain("s3cret", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Busy_endpoint_is_asked_again()
    {
        int asked = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", (context, _) => AnswerAsync(context, Interlocked.Increment(ref asked) <= 2 ? 503 : 200, "[1, 2]"));
        ToolRun run = await RunAsync(server, "/score", Rows, ["--protocol", "azureml"]);
        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal(3, asked);
        Assert.Equal(2, run.Error.Split("It is asked again later each time, until it answers (--max-attempts N or Ctrl+C ends that).").Length);
    }

    [Theory]
    [InlineData(429, "", true)]
    [InlineData(503, "504", true)]
    [InlineData(504, "504", true)]
    [InlineData(429, "504", false)]
    public async Task Busy_is_503_always_and_429_unless_others_are_named(int status, string retryOn, bool isAsked)
    {
        int asked = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", (context, _) => AnswerAsync(context, Interlocked.Increment(ref asked) == 1 ? status : 200, "[1, 2]"));
        ToolRun run = await RunAsync(server, "/score", Rows, ["--protocol", "azureml", .. retryOn.Length == 0 ? (string[])[] : ["--retry-on", retryOn]]);
        Assert.True(run.Code == (isAsked ? ExitCode.Ok : ExitCode.ModelUnusable), run.Error);
    }

    [Fact]
    public async Task Labels_and_regressions_are_asked_for_by_the_url()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("POST /v1/models/m:classify", """{"results": [[["a", 0.75], ["b", 0.25]], [["a", 0.5], ["b", 0.5]]]}""")
            .On("POST /v1/models/m:regress", """{"results": [1.5, 2.0]}""");
        ToolRun classes = await RunAsync(server, "/v1/models/m:classify", Rows, ["--protocol", "tfserving"]);
        Assert.True(classes.Code == ExitCode.Ok, classes.Error);
        Assert.Contains("a,b,0.75,0.25", classes.Output, StringComparison.Ordinal);
        ToolRun numbers = await RunAsync(server, "/v1/models/m:regress", Rows, ["--protocol", "tfserving"]);
        Assert.Contains("1.5\n2", numbers.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_end_where_so_chosen()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "busy", 429);
        ToolRun run = await RunAsync(server, "/score", Rows, ["--protocol", "azureml", "--retry-on", "503,429", "--max-attempts", "2"]);
        Assert.Equal(ExitCode.ModelUnusable, run.Code);
        Assert.Contains("answered 429 TooManyRequests: busy. It is asked again later each time, at most 2 times in all (--max-attempts).", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("see whether the server speaks", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count(static request => request.Method == "POST"));
    }

    [Fact]
    public async Task Bad_rows_fail_alone_or_fail_the_command()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", RefuseNinesAsync);
        string rows = "x\n" + string.Concat(Enumerable.Range(0, 50).Select(static i => i == 7 ? "999\n" : $"{i}\n"));

        ToolRun some = await RunAsync(server, "/score", rows, ["--protocol", "azureml"]);
        Assert.Equal(ExitCode.RowsFailed, some.Code);
        Assert.Equal(50, some.Lines.Length);
        Assert.Contains("row 8: refused: line 9:", some.Error, StringComparison.Ordinal);
        Assert.Contains("no nines", some.Error, StringComparison.Ordinal);

        ToolRun none = await RunAsync(server, "/score", rows, ["--protocol", "azureml", "--failure", "fail-client"]);
        none.AssertRefused(ExitCode.ModelUnusable, "422", "no nines");
    }

    [Fact]
    public async Task Rows_of_a_request_that_fails_fail_with_it()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("POST /score", (context, request) => AnswerAsync(context, request.Body.Contains("999", StringComparison.Ordinal) ? 500 : 200, "[1]"));
        ToolRun run = await RunAsync(server, "/score", "x\n1\n999\n3\n", ["--protocol", "azureml", "--max-batch", "1", "--parallel", "1"]);
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Equal("score\n1\n1\n", run.Output);
        Assert.Contains("row 2: endpoint: line 3:", run.Error, StringComparison.Ordinal);
    }

    private static Task<ToolRun> RunAsync(ScriptedServer server, string path, string rows, params string[] args) =>
        ToolRun.RunWithAsync(rows, ["score", $"{server.Server.Address.GetLeftPart(UriPartial.Authority)}{path}", "--input", "-", .. args]);

    private static Task RefuseNinesAsync(HttpContext context, Recorded request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        int rows = body.RootElement.GetProperty("data").GetArrayLength();
        return request.Body.Contains("999", StringComparison.Ordinal)
            ? AnswerAsync(context, 422, """{"message":"no nines"}""")
            : AnswerAsync(context, 200, $"[{string.Join(',', Enumerable.Repeat("0.5", rows))}]");
    }

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }
}
