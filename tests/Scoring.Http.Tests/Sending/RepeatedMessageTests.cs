using System.Diagnostics;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Sending;

/// <summary>Messages serve again: nothing of one request may show in the next.</summary>
public class RepeatedMessageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_request_has_its_own_body_and_length(bool isHttp2)
    {
        await using ScriptedServer server = await StartAsync(isHttp2);
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number);
        foreach (double value in (double[])[1, 22222, 3]) await ScoreAsync(client, Signatures.Numbers(value));
        Assert.Equal(["[1]", "[22222]", "[3]"], server.Requests.Select(static request => request.Body));
        Assert.Equal(["3", "7", "3"], server.Requests.Select(static request => request.Headers["Content-Length"]));
        Assert.All(server.Requests, static request => Assert.Equal("gzip, br", request.Headers["Accept-Encoding"]));
    }

    [Fact]
    public async Task Body_that_is_compressed_says_so_and_the_next_one_does_not()
    {
        await using ScriptedServer server = await StartAsync(isHttp2: false, answer: "[1]");
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number, static options => options.RequestCompression = ScoringCompression.GZip);
        await ScoreAsync(client, Signatures.Numbers(1));
        await FailAsync<ScoringResponseException>(client, Signatures.Numbers([.. Enumerable.Range(0, 2000).Select(static i => (double)i)]));
        await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal([false, true, false], server.Requests.Select(static request => request.Headers.ContainsKey("Content-Encoding")));
    }

    [Fact]
    public async Task Token_that_was_replaced_is_sent_alone()
    {
        int tokens = 0;
        await using ScriptedServer server = await StartAsync(isHttp2: false);
        await using HttpScoringClient client = server.Server.Client(
            new PlainProtocol(), Signatures.Number, options => options.Credential = ScoringCredential.FromToken(_ => new(new ScoringToken($"t{++tokens}", DateTimeOffset.UnixEpoch))));
        for (int i = 0; i < 3; i++) await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t3"], server.Requests.Select(static request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Trace_of_one_request_is_not_that_of_the_next()
    {
        await using ScriptedServer server = await StartAsync(isHttp2: false);
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number);
        var traces = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            using Activity activity = new Activity("call").Start();
            traces.Add(activity.TraceId.ToString());
            await ScoreAsync(client, Signatures.Numbers(1));
        }

        await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal(traces, server.Requests.Take(3).Select(static request => request.Headers["traceparent"].Split('-')[1]));
        Assert.False(server.Requests.Last().Headers.ContainsKey("traceparent"));
    }

    private static async Task<ScriptedServer> StartAsync(bool isHttp2, string answer = "[1]") => (await ScriptedServer.StartAsync(isHttp2)).On("POST /", answer);
}
