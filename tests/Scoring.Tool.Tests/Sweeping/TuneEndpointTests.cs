using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Scoring.Http.Tests.Servers;
using Scoring.Tuning;

namespace Scoring.Tool.Tests.Sweeping;

public sealed class TuneEndpointTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Endpoint_is_measured_and_named_in_the_profile()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", ScoreAsync);
        string profile = _folder.Combine("p.json");
        ToolRun run = await RunAsync(server, "--profile", profile);
        Assert.True(run.Code == ExitCode.Ok, run.Output + run.Error);
        Assert.Contains("◀ recommended", run.Output, StringComparison.Ordinal);
        Assert.Equal($"{server.Server.Address}score", TuningProfile.Load(profile).Key.Endpoint);

        ToolRun doctor = await ToolRun.RunAsync("doctor", $"{server.Server.Address}score", "--protocol", "azureml", "--sample", Rows(), "--profile", profile);
        Assert.Contains("is of this model and this class of machine", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_of_another_machine_is_not_loaded_without_yes()
    {
        // Any name that is not that of the loopback interface is another machine.
        IPAddress? own = Dns.GetHostAddresses(Dns.GetHostName()).FirstOrDefault(static address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "this machine has no address besides loopback");
        await using TestServer server = await TestServer.StartAsync(async context => await ScoreAsync(context, await Recorded.ReadAsync(context.Request)), address: IPAddress.Any);
        string[] args = ["tune", $"http://{own}:{server.Address.Port}/score", "--protocol", "azureml", "--sample", Rows(), "--sizes", "1,10", "--concurrency", "1", "--arrivals", "none", "--max-time", "10s"];

        ToolRun refused = await ToolRun.RunAsync([.. args, "--max-rate", "10"]), allowed = await ToolRun.RunAsync([.. args, "--max-rate", "10", "--yes"]);
        refused.AssertRefused(ExitCode.Usage, "more than --max-rate of 10", "--yes");
        Assert.True(allowed.Code == ExitCode.Ok, allowed.Output + allowed.Error);
    }

    [Fact]
    public async Task Sizes_that_are_too_large_are_skipped_with_the_reason()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", (context, request) => RowsIn(request) > 5 ? RefuseAsync(context, 413) : ScoreAsync(context, request));

        // With nothing smaller and much time, nothing else can keep the larger size from being tried.
        ToolRun run = await TuneAsync(server, "5,10", "60s");
        Assert.True(run.Code == ExitCode.Ok && run.Output.Contains("skipped: a request of 10 rows is too large", StringComparison.Ordinal), run.Output + run.Error);
    }

    [Fact]
    public async Task Endpoint_that_dies_in_the_middle_leaves_what_was_measured()
    {
        int sent = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", (context, request) => Interlocked.Increment(ref sent) > 200 ? RefuseAsync(context, 500) : ScoreAsync(context, request));
        string profile = _folder.Combine("p.json");
        ToolRun run = await RunAsync(server, "--profile", profile);
        Assert.Equal(ExitCode.ModelUnusable, run.Code);
        Assert.Contains("ended early: the endpoint failed", run.Error, StringComparison.Ordinal);
        Assert.NotEmpty(TuningProfile.Load(profile).Points);
        Assert.Contains("rows/s", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(500)]
    public async Task Endpoint_that_never_scores_cannot_be_used(int status)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", (context, _) => RefuseAsync(context, status));
        ToolRun run = await RunAsync(server);
        run.AssertRefused(ExitCode.ModelUnusable, $"{status}");
    }

    [Fact]
    public async Task Endpoint_that_understands_no_request_may_speak_another_protocol()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /score", static (context, _) => RefuseAsync(context, 400));
        ToolRun run = await RunAsync(server);
        run.AssertRefused(ExitCode.ModelUnusable, "400", "see whether the server speaks --protocol azureml at this URL");
    }

    [Theory]
    [InlineData("tune http://h/score --sample ROWS", "--protocol is needed")]
    [InlineData("tune http://h/score --sample ROWS --protocol azureml --onnxruntime x", "--onnxruntime is for models in files")]
    public async Task Wrong_option_is_a_usage_error(string line, params string[] parts) =>
        (await ToolRun.RunAsync([.. line.Split(' ').Select(arg => arg == "ROWS" ? Rows() : arg)])).AssertRefused(ExitCode.Usage, parts);

    private string Rows() => _folder.Write("rows.csv", System.Text.Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 40).Select(static i => $"{i},1\n"))));

    private Task<ToolRun> RunAsync(ScriptedServer server, params string[] args) => TuneAsync(server, "1,5,10", "10s", args);

    private Task<ToolRun> TuneAsync(ScriptedServer server, string sizes, string time, params string[] args) => ToolRun.RunAsync(
        ["tune", $"{server.Server.Address}score", "--protocol", "azureml", "--sample", Rows(), "--sizes", sizes, "--concurrency", "1,2", "--arrivals", "none", "--max-time", time, .. args]);

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("no");
    }

    private static int RowsIn(Recorded request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("data").GetArrayLength();
    }

    private static Task ScoreAsync(HttpContext context, Recorded request) => context.Response.WriteAsync($"[{string.Join(',', Enumerable.Repeat("0.5", RowsIn(request)))}]");
}
