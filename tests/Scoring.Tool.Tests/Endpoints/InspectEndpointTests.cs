using System.Text.Json;
using Scoring.Http.Tests.Servers;

namespace Scoring.Tool.Tests.Endpoints;

public class InspectEndpointTests
{
    private const string Metadata =
        """{"name":"m","versions":["3"],"platform":"p","inputs":[{"name":"x","datatype":"FP32","shape":[-1,2]}],"outputs":[{"name":"y","datatype":"FP32","shape":[-1,1]}]}""";

    [Fact]
    public async Task What_the_endpoint_tells_is_shown()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /v2/models/m", Metadata).On("GET /v2/health/live", "").On("GET /v2/health/ready", "").On("GET /v2/models/m/ready", "", 400);
        string url = $"{server.Server.Address}v2/models/m";

        ToolRun table = await ToolRun.RunAsync("inspect", url, "--protocol", "v2");
        Assert.True(table.Code == ExitCode.Ok, table.Error);
        Assert.All((string[])[url, "Open Inference", "ready", "no", "'x' Float32 [2]", "'y' Float32 [1]"], part => Assert.Contains(part, table.Output, StringComparison.Ordinal));

        using JsonDocument report = JsonDocument.Parse((await ToolRun.RunAsync("inspect", url, "--protocol", "v2", "-o", "json")).Output);
        Assert.False(report.RootElement.GetProperty("ready").GetBoolean());
        JsonElement input = report.RootElement.GetProperty("inputs")[0];
        Assert.Equal(("x", "Float32", 2), (input.GetProperty("name").GetString(), input.GetProperty("type").GetString(), input.GetProperty("shape")[0].GetInt32()));
    }

    [Fact]
    public async Task Endpoint_without_a_schema_ends_with_4_and_the_likely_cause()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ToolRun run = await ToolRun.RunAsync("inspect", $"{server.Server.Address}score", "--protocol", "azureml");
        run.AssertRefused(ExitCode.ModelUnusable, "cannot be read", "sample input", "404");
        Assert.DoesNotContain("HttpScoringOptions", run.Error, StringComparison.Ordinal);
    }
}
