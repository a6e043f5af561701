using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;

namespace Scoring.Http.Tests.Describing;

/// <summary>Whether endpoints can score, by those of which it can be asked.</summary>
public class ReadinessTests
{
    [Theory]
    [InlineData(200, true)]
    [InlineData(404, null)]
    [InlineData(502, false)]
    public async Task Azure_endpoint_is_asked_beside_its_score_path(int status, bool? expected)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /api/v1/service/fare/", "Healthy", status);
        await using HttpScoringClient client = server.Server.Client(new AzureMLProtocol(), path: "api/v1/service/fare/score");
        Assert.Equal(expected, await client.IsReadyAsync());
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(404, false)]
    public async Task Mlflow_server_is_pinged(int status, bool expected)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /ping", "\n", status);
        await using HttpScoringClient client = server.Server.Client(new MLflowProtocol());
        Assert.Equal(expected, await client.IsReadyAsync());
    }

    [Fact]
    public async Task Endpoint_that_does_not_tell_is_not_asked()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol());
        Assert.Null(await client.IsReadyAsync());
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Dead_port_is_not_ready_and_a_wrong_key_is_an_error()
    {
        await using HttpScoringClient dead = HttpScoringClient.Create(new Uri("http://127.0.0.1:9"), new MLflowProtocol());
        Assert.False(await dead.IsReadyAsync());
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("GET /ping", "", 401);
        await using HttpScoringClient closed = server.Server.Client(new MLflowProtocol());
        Assert.Equal(401, (await Assert.ThrowsAsync<ScoringEndpointException>(async () => await closed.IsReadyAsync())).Status);
    }
}
