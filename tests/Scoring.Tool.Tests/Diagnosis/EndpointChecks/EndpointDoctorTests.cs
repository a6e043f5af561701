using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Scoring.Http.Tests.Servers;
using Scoring.Tool.Diagnosis;
using Scoring.Tool.Diagnosis.EndpointChecks;

namespace Scoring.Tool.Tests.Diagnosis.EndpointChecks;

public sealed class EndpointDoctorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sound_endpoint_is_well()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", ScoreAsync).On("GET /", "Healthy");
        ToolRun run = await RunAsync(server);
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
        string[] shown = ["answers, after", "Ready: GET /", "asks for no key", "one after the other, were scored", "bytes per row", "20 requests of one row at once", "agree within"];
        Assert.All(shown, part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.Contains("0 problems", run.Error, StringComparison.Ordinal);
        Assert.Contains("taken as the signature", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cold_start_is_told_from_steady_overload()
    {
        int sent = 0;
        await using ScriptedServer cold = (await ScriptedServer.StartAsync()).On("POST /score", (context, request) => Interlocked.Increment(ref sent) <= 2 ? BusyAsync(context) : ScoreAsync(context, request));
        ToolRun run = await RunAsync(cold);
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
        Assert.Contains("A cold start: the first 2 requests were answered 503", run.Output, StringComparison.Ordinal);
        Assert.Contains("min_instances", run.Output, StringComparison.Ordinal);

        int count = 0;
        await using ScriptedServer steady = (await ScriptedServer.StartAsync()).On("POST /score", (context, request) => Interlocked.Increment(ref count) % 3 == 0 ? BusyAsync(context) : ScoreAsync(context, request));
        run = await RunAsync(steady);
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("4 of 14 requests were answered 503 after others had been scored", run.Output, StringComparison.Ordinal);
        Assert.Contains("It is not a cold start", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_requests_at_once_than_are_sent_are_a_problem()
    {
        int inside = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", async (context, request) =>
        {
            bool isLetIn = Interlocked.Increment(ref inside) <= 2;
            if (isLetIn) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, context.RequestAborted);
            await (isLetIn ? ScoreAsync(context, request) : BusyAsync(context));
            Interlocked.Decrement(ref inside);
        });
        ToolRun run = await RunAsync(server, "--parallel", "12");
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("of 12 requests at once were answered 503", run.Output, StringComparison.Ordinal);
        Assert.Contains("ScoringClientOptions.MaxParallelRequests", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_and_refused_keys_are_told_apart()
    {
        const string Variable = "SCORING_TEST_KEY_DOCTOR";
        Environment.SetEnvironmentVariable(Variable, "s3cret");
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", "wrong key s3cret", 401);
        ToolRun missing = await RunAsync(server), refused = await RunAsync(server, "--key-env", Variable);
        Assert.Equal((ExitCode.RowsFailed, ExitCode.RowsFailed), (missing.Code, refused.Code));
        Assert.Contains("wants a key, and none was given", missing.Output, StringComparison.Ordinal);
        Assert.Contains($"does not accept the key in {Variable}", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-60, FindingLevel.Problem, "ended")]
    [InlineData(120, FindingLevel.Problem, "ends in")]
    [InlineData(7200, FindingLevel.Note, "ends in")]
    public void Tokens_tell_when_they_end(int seconds, object level, string said)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        string claims = string.Create(CultureInfo.InvariantCulture, $"{{\"exp\":{now.ToUnixTimeSeconds() + seconds}}}");
        string token = $"e30.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims))}.c2ln";
        Finding? finding = CredentialCheck.OfKey("KEY", token, now);
        Assert.Equal(level, finding!.Level);
        Assert.Contains(said, finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("a.b.c")]
    [InlineData("a.e30.c")]
    [InlineData("a.W10.c")]
    public void Keys_that_are_no_tokens_have_no_end(string key) => Assert.Null(CredentialCheck.OfKey("KEY", key, DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData(0, FindingLevel.Ok)]
    [InlineData(12, FindingLevel.Note)]
    [InlineData(-3600, FindingLevel.Problem)]
    public void Clocks_are_compared(int ahead, object level)
    {
        DateTimeOffset sent = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        Finding finding = ClockCheck.Of([new LoggedAnswer(200, sent.AddSeconds(ahead), sent, TimeSpan.FromSeconds(1), 0), new LoggedAnswer(200, sent.AddDays(9), sent, TimeSpan.FromSeconds(2), 0)]);
        Assert.Equal(level, finding.Level);
        Assert.Contains(ahead > 0 ? "ahead of" : ahead < 0 ? "behind" : "agree", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_near_the_limit_is_told_with_a_size_that_fits()
    {
        Assert.Equal(FindingLevel.Ok, BodyCheck.Of("rrs", 200, 200 + (99 * 100), 100, 1000).Level);
        Finding near = BodyCheck.Of("rrs", 4000, 4000 * 100, 100, 900), over = BodyCheck.Of("rrs", 4000, 4000 * 100, 100, 1001);
        Assert.Equal((FindingLevel.Note, FindingLevel.Problem), (near.Level, over.Level));
        Assert.Contains("MaxBatchCount = 800", over.Remedy, StringComparison.Ordinal);
        Assert.Contains("4 MB", over.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2", "http://h/v2/models/m/infer", "http://h/v2/models/m/ready")]
    [InlineData("v2", "http://h/v2/models/m/versions/1", "http://h/v2/models/m/versions/1/ready")]
    [InlineData("tfserving", "http://h/v1/models/m:predict", "http://h/v1/models/m")]
    [InlineData("mlflow", "http://h:5001/invocations", "http://h:5001/ping")]
    [InlineData("azureml", "https://h/score", "https://h/")]
    public void Readiness_is_asked_where_the_protocol_has_it(string protocol, string endpoint, string address) =>
        Assert.Equal(new Uri(address), ReadinessCheck.AddressOf(protocol, new Uri(endpoint)));

    [Theory]
    [InlineData(200, "", FindingLevel.Ok)]
    [InlineData(404, "", FindingLevel.Ok)]
    [InlineData(503, "", FindingLevel.Problem)]
    [InlineData(200, """{"model_version_status":[{"state":"LOADING"}]}""", FindingLevel.Problem)]
    [InlineData(200, """{"model_version_status":[{"state":"AVAILABLE"},{"state":"LOADING"}]}""", FindingLevel.Ok)]
    public void Readiness_is_understood(int status, string body, object level) => Assert.Equal(level, ReadinessCheck.Judge("/ready", status, body).Level);

    [Fact]
    public async Task Dead_port_is_not_reached()
    {
        ToolRun run = await ToolRun.RunAsync("doctor", "http://127.0.0.1:1/score", "--protocol", "plain", "--sample", Rows(), "-o", "json");
        Assert.Equal(ExitCode.ModelUnusable, run.Code);
        using JsonDocument report = JsonDocument.Parse(run.Output);
        Assert.False(report.RootElement.GetProperty("reached").GetBoolean());
        Assert.Equal("reach", report.RootElement.GetProperty("findings")[0].GetProperty("topic").GetString());
    }

    [Fact]
    public async Task Endpoint_that_refuses_the_rows_is_explained()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", """{"error":"unknown field data"}""", 400);
        ToolRun run = await RunAsync(server);
        Assert.Equal(ExitCode.RowsFailed, run.Code);
        Assert.Contains("unknown field data", run.Output, StringComparison.Ordinal);
        Assert.Contains("--input-name", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_without_a_sample_is_not_loaded()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", ScoreAsync);
        ToolRun run = await ToolRun.RunAsync("doctor", $"{server.Server.Address}score", "--protocol", "azureml");
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("Give --sample FILE", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, static request => request.Method == "POST");
    }

    [Theory]
    [InlineData("http://h/score", "--protocol is needed")]
    [InlineData("http://h/score --protocol azureml --lanes 2", "--lanes is for models in files")]
    [InlineData("http://h/score --protocol azureml --max-batch 0", "--max-batch is 0")]
    [InlineData("http://h/score --protocol azureml --onnxruntime x", "--onnxruntime is for models in files")]
    public async Task Wrong_option_is_a_usage_error(string line, params string[] parts) => (await ToolRun.RunAsync(["doctor", .. line.Split(' ')])).AssertRefused(ExitCode.Usage, parts);

    private string Rows() => _folder.Write("rows.csv", "a,b\n1,2\n3,4\n5,6\n"u8.ToArray());

    private Task<ToolRun> RunAsync(ScriptedServer server, params string[] args) =>
        ToolRun.RunAsync(["doctor", $"{server.Server.Address}score", "--protocol", "azureml", "--sample", Rows(), .. args]);

    private static Task BusyAsync(HttpContext context)
    {
        context.Response.StatusCode = 503;
        context.Response.Headers.RetryAfter = "0";
        return context.Response.WriteAsync("busy");
    }

    private static Task ScoreAsync(HttpContext context, Recorded request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        return context.Response.WriteAsync($"[{string.Join(',', Enumerable.Repeat("0.5", body.RootElement.GetProperty("data").GetArrayLength()))}]");
    }
}
