using Scoring.Http.Tests.Servers;

namespace Scoring.Tool.Tests.Endpoints;

/// <summary>Endpoints that cannot be used end with 4: the message has the address without secrets, the status, and a remedy. Options that cannot be followed end with 2.</summary>
public class UnusableEndpointTests
{
    private const string Rows = "a,b\n2,3.5\n4,5\n";

    [Fact]
    public async Task Wrong_key_is_said_and_not_shown()
    {
        const string Variable = "SCORING_TEST_KEY_WRONG";
        Environment.SetEnvironmentVariable(Variable, "s3cret");
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "wrong key s3cret", 401).On("GET /swagger.json", "wrong key s3cret", 401);
        string url = $"{server.Server.Address}score?code=hidden";

        ToolRun run = await ScoreAsync(url, "--protocol", "azureml", "--key-env", Variable);
        run.AssertRefused(ExitCode.ModelUnusable, "401", $"{server.Server.Address}score", "not accepted");
        Assert.DoesNotContain("s3cret", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", run.Error, StringComparison.Ordinal);
        (await ScoreAsync(url, "--protocol", "azureml")).AssertRefused(ExitCode.ModelUnusable, "401", "--key-env NAME");
        (await ToolRun.RunAsync("inspect", url, "--protocol", "azureml")).AssertRefused(ExitCode.ModelUnusable, "401", "--key-env NAME");
    }

    [Fact]
    public async Task Wrong_path_is_said()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "[1, 2]");
        (await ScoreAsync($"{server.Server.Address}scor", "--protocol", "azureml")).AssertRefused(ExitCode.ModelUnusable, "404", $"{server.Server.Address}scor", "see to the URL");
    }

    [Theory]
    [InlineData("--protocol azureml")]
    [InlineData("--protocol mlflow")]
    [InlineData("--protocol plain --failure fail-client")]
    public async Task Dead_port_is_said(string options) =>
        (await ScoreAsync("http://127.0.0.1:1/score", options.Split(' '))).AssertRefused(ExitCode.ModelUnusable, "http://127.0.0.1:1/score", "See whether the server runs at this port");

    [Theory]
    [InlineData(400, """{"error":"unknown field data"}""", "unknown field data")]
    [InlineData(405, "", "405")]
    [InlineData(500, """{"message":"KeyError"}""", "KeyError")]
    [InlineData(200, "<html><title>Welcome</title></html>", "Welcome")]
    [InlineData(200, """{"error":"no such input"}""", "no such input")]
    public async Task Wrong_protocol_is_said(int status, string body, string said)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", body, status);
        (await ScoreAsync($"{server.Server.Address}score", "--protocol", "azureml")).AssertRefused(ExitCode.ModelUnusable, $"{status}", $"{server.Server.Address}score", said, "--protocol azureml");
    }

    [Fact]
    public async Task Endpoint_that_refuses_everything_is_not_asked_for_every_row()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "no", 400);
        string rows = "a\n" + string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"{i}\n"));
        ToolRun run = await ToolRun.RunWithAsync(rows, "score", $"{server.Server.Address}score", "--protocol", "azureml", "--input", "-");
        run.AssertRefused(ExitCode.ModelUnusable, "400");
        Assert.InRange(server.Requests.Count, 1, 1000);
    }

    [Fact]
    public async Task Silent_endpoint_is_left_after_the_timeout()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        (await ScoreAsync($"{server.Server.Address}score", "--protocol", "azureml", "--timeout", "100ms")).AssertRefused(ExitCode.ModelUnusable, "within 0.1 s", "--timeout");
    }

    [Theory]
    [InlineData("score http://h/score --input -", "--protocol is needed", "azureml")]
    [InlineData("inspect http://h/score", "--protocol is needed")]
    [InlineData("score http://h/score --input - --protocol soap", "--protocol 'soap'", "tfserving")]
    [InlineData("score http://u:pw@h/score --input - --protocol azureml", "--key-env", "http://h/score")]
    [InlineData("score http://h:x/score --input - --protocol azureml", "not a valid address")]
    [InlineData("score http://h/score --input - --protocol azureml --key-env SCORING_NO_SUCH", "SCORING_NO_SUCH", "not set")]
    [InlineData("score http://h/score --input - --protocol azureml --format-rows lists", "--format-rows 'lists'", "records", "values")]
    [InlineData("score http://h/score --input - --protocol mlflow --input-name x", "--input-name has no use")]
    [InlineData("score http://h/v2/models/m --input - --protocol v2 --format-rows values", "--format-rows has no use")]
    [InlineData("score http://h/score --input - --protocol v2", "/v2/models/NAME")]
    [InlineData("score http://h/score --input - --protocol tfserving", "/v1/models/NAME")]
    [InlineData("score http://h/score --input - --protocol azureml --timeout soon", "--timeout is 'soon'", "30s")]
    [InlineData("score http://h/score --input - --protocol azureml --retry-on 503,oops", "--retry-on 'oops'", "connection")]
    [InlineData("score http://h/score --input - --protocol azureml --max-attempts 0", "--max-attempts is 0")]
    [InlineData("score http://h/score --input - --protocol azureml --failure never", "--failure 'never'", "fail-rows")]
    [InlineData("score http://h/score --input - --protocol azureml --onnxruntime x", "--onnxruntime is for models in files")]
    [InlineData("inspect http://h/score --protocol azureml --onnxruntime x", "--onnxruntime is for models in files")]
    [InlineData("score model.onnx --input - --protocol azureml", "--protocol is for endpoints", "model.onnx")]
    [InlineData("score model.onnx --input - --retry-on 503", "--retry-on is for endpoints")]
    [InlineData("inspect model.onnx --timeout 3s", "--timeout is for endpoints")]
    public async Task Wrong_option_is_a_usage_error(string line, params string[] parts)
    {
        ToolRun run = await ToolRun.RunAsync(line.Split(' '));
        run.AssertRefused(ExitCode.Usage, parts);
        Assert.DoesNotContain("pw", run.Error, StringComparison.Ordinal);
    }

    private static Task<ToolRun> ScoreAsync(string url, params string[] args) => ToolRun.RunWithAsync(Rows, ["score", url, "--input", "-", .. args]);
}
