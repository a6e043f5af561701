using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Answers;

/// <summary>What is said of answers that are no success.</summary>
public class StatusTests
{
    [Theory]
    [InlineData(401, "Credential")]
    [InlineData(403, "not accepted")]
    [InlineData(404, "nothing at this path, /some/path: see")]
    [InlineData(405, "protocol")]
    [InlineData(500, "answered 500 InternalServerError: no")]
    [InlineData(503, "answered 503 ServiceUnavailable: no")]
    [InlineData(599, "answered 599: no")]
    public async Task Status_is_named_with_what_to_do(int status, string hint)
    {
        await using TestServer server = await TestServer.SayingAsync("""{"message": "no"}""", status);
        await using HttpScoringClient client = server.Client(new PlainProtocol(), Signatures.Number, path: "some/path?sig=secret");
        ScoringEndpointException error = await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1), new ScoringContext { Partition = 3 });

        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
        Assert.Contains("/some/path answered", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal((status, 3, 1, """{"message": "no"}"""), (error.Status, error.Partition, error.Rows, error.ResponseExcerpt));
    }

    [Theory]
    [InlineData(1, "One row alone is too large for it.")]
    [InlineData(2, "ScoringClientOptions.MaxBatchCount")]
    public async Task Request_that_is_too_large_is_told_by_its_rows(int rows, string hint)
    {
        await using TestServer server = await TestServer.SayingAsync("", 413);
        await using HttpScoringClient client = server.Client(new PlainProtocol(), Signatures.Number);
        Assert.Contains(hint, (await FailAsync<ScoringRefusedException>(client, Signatures.Numbers(new double[rows]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Not found", "NotFound: Not found. There is nothing")]
    [InlineData("Not found.", "NotFound: Not found. There is nothing")]
    [InlineData("What?", "NotFound: What? There is nothing")]
    [InlineData("", "404 NotFound. There is nothing")]
    public async Task Hint_follows_what_the_server_says_as_a_sentence_of_its_own(string said, string expected)
    {
        await using TestServer server = await TestServer.SayingAsync(said, 404);
        await using HttpScoringClient client = server.Client(new PlainProtocol(), Signatures.Number);
        Assert.Contains(expected, (await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Thu, 01 Jan 2026 00:00:09 GMT", 9)]
    [InlineData("Thursday, 01-Jan-26 00:00:09 GMT", 9)]
    [InlineData("Thu Jan  1 00:00:09 2026", 9)]
    [InlineData("Wed, 31 Dec 2025 00:00:00 GMT", 0)]
    public async Task Retry_after_is_read_in_every_form_and_from_the_servers_own_clock(string value, int seconds)
    {
        await using TestServer server = await TestServer.SayingAsync("", 503, response =>
        {
            response.Headers.RetryAfter = value;
            response.Headers.Date = "Thu, 01 Jan 2026 00:00:00 GMT";
        });
        await using HttpScoringClient client = server.Client(new PlainProtocol(), Signatures.Number);
        Assert.Equal(TimeSpan.FromSeconds(seconds), (await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1))).RetryAfter);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    public async Task Retry_after_that_makes_no_sense_is_none(string value)
    {
        await using TestServer server = await TestServer.SayingAsync("", 503, response => response.Headers.RetryAfter = value);
        await using HttpScoringClient client = server.Client(new PlainProtocol(), Signatures.Number);
        Assert.Null((await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1))).RetryAfter);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_within_the_server_is_followed_with_body_and_credential(int status)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync())
            .On("POST /old", "", status, static response => response.Headers.Location = "/new")
            .On("POST /new", "[1]");
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number, static options => options.Credential = ScoringCredential.FromKey("k"), "old");
        await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal(("/new", "[1]", "Bearer k"), (server.Posted.Path, server.Posted.Body, server.Posted.Headers["Authorization"]));
    }

    [Fact]
    public async Task Redirect_to_another_server_is_not_followed_with_a_credential()
    {
        await using ScriptedServer other = (await ScriptedServer.StartAsync()).On("POST /new", "[1]");
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "", 307, response => response.Headers.Location = $"{other.Server.Address}new?token=1");
        await using HttpScoringClient closed = server.Server.Client(new PlainProtocol(), Signatures.Number, static options => options.Credential = ScoringCredential.FromKey("k"));
        ScoringEndpointException error = await FailAsync<ScoringEndpointException>(closed, Signatures.Numbers(1));
        Assert.Contains($"redirected to {other.Server.Address}new, which is not followed", error.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);

        await using HttpScoringClient open = server.Server.Client(new PlainProtocol(), Signatures.Number);
        Assert.Equal([1], await ScoreAsync(open, Signatures.Numbers(1)));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    public async Task Redirect_that_would_lose_the_body_is_an_error(int status)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "", status, static response => response.Headers.Location = "/new");
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number);
        Assert.Equal(status, (await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1))).Status);
    }

    [Fact]
    public async Task Circle_of_redirects_ends()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "", 307, static response => response.Headers.Location = "/");
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number);
        await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1));
        Assert.Equal(6, server.Requests.Count);
    }
}
