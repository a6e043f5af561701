using Microsoft.AspNetCore.Http;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Testing;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Sending;

public class CredentialTests
{
    private const string Secret = "s3cr3t-key";

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Key_is_a_bearer_or_a_header_of_its_own()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "[1]");
        await using HttpScoringClient bearer = Client(server, ScoringCredential.FromKey(Secret));
        await ScoreAsync(bearer, Signatures.Numbers(1));
        Assert.Equal($"Bearer {Secret}", server.Posted.Headers["Authorization"]);

        await using HttpScoringClient header = Client(server, ScoringCredential.FromHeader("api-key", Secret));
        await ScoreAsync(header, Signatures.Numbers(1));
        Assert.Equal(Secret, server.Posted.Headers["api-key"]);
    }

    [Fact]
    public async Task Key_that_a_server_repeats_is_blotted_out()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", $$"""{"message": "the key {{Secret}} is wrong"}""", 401);
        await using HttpScoringClient client = Client(server, ScoringCredential.FromKey(Secret));
        ScoringEndpointException error = await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1));
        Assert.DoesNotContain(Secret, error + error.ResponseExcerpt, StringComparison.Ordinal);
        Assert.Contains("the key *** is wrong", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, ScoringCredential.FromKey(Secret).ToString() + new ScoringToken(Secret, default), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key", "The key or token is not accepted", "a *** that, and keys and monkey: ***!")]
    [InlineData("a", "The key or token is not accepted", "*** key that, and keys and monkey: key!")]
    [InlineData("key!", "The key or token is not accepted", "a key that, and keys and monkey: ***")]
    [InlineData("and monkey", "The key or token is not accepted", "a key that, and keys ***: key!")]
    public async Task Key_that_is_a_common_word_is_blotted_out_where_the_server_says_it_alone(string key, string hint, string expected)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", """{"message": "a key that, and keys and monkey: key!"}""", 401);
        await using HttpScoringClient client = Client(server, ScoringCredential.FromKey(key));
        ScoringEndpointException error = await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1));
        Assert.Contains($"answered 401 Unauthorized: {expected}", error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.ResponseExcerpt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error": "the key s3cr3t-key is wrong"}""")]
    [InlineData("""[{"a": "s3cr3t-key"}, {"b": 1}]""")]
    [InlineData("s3cr3t-key")]
    public async Task Key_that_a_server_repeats_under_200_is_in_no_cause_either(string answer)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", answer);
        await using HttpScoringClient client = Client(server, ScoringCredential.FromKey(Secret));
        ScoringException error = await Assert.ThrowsAnyAsync<ScoringException>(() => ScoreAsync(client, Signatures.Numbers(1)));
        Assert.DoesNotContain(Secret, error + error.ResponseExcerpt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key\n")]
    [InlineData("kéy")]
    [InlineData(" ")]
    public void Key_that_no_header_can_have_is_refused_without_being_shown(string key)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => ScoringCredential.FromKey(key));
        Assert.DoesNotContain("kéy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_is_renewed_before_it_ends_while_the_old_one_serves()
    {
        int asked = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "[1]");
        await using HttpScoringClient client = Client(server, ScoringCredential.FromToken(async _ =>
        {
            if (++asked == 2) await gate.Task;
            return new ScoringToken($"t{asked}", _clock.GetUtcNow().AddHours(1));
        }));
        await ScoreAsync(client, Signatures.Numbers(1));
        await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal((1, "Bearer t1"), (asked, server.Posted.Headers["Authorization"]));

        _clock.Advance(TimeSpan.FromMinutes(56));
        await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal("Bearer t1", server.Posted.Headers["Authorization"]);
        gate.SetResult();
        while (server.Posted.Headers["Authorization"] != "Bearer t2") await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Token_that_is_not_accepted_is_renewed_once()
    {
        int asked = 0;
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", static (context, request) =>
        {
            context.Response.StatusCode = request.Headers["Authorization"] == "Bearer t2" ? 200 : 401;
            return context.Response.WriteAsync("[1]");
        });
        await using HttpScoringClient client = Client(server, ScoringCredential.FromToken(_ => new ValueTask<ScoringToken>(new ScoringToken($"t{++asked}", _clock.GetUtcNow().AddHours(1)))));
        Assert.Equal([1], await ScoreAsync(client, Signatures.Numbers(1)));

        await using HttpScoringClient wrong = Client(server, ScoringCredential.FromToken(_ => new ValueTask<ScoringToken>(new ScoringToken("x", _clock.GetUtcNow().AddHours(1)))));
        Assert.Equal(401, (await FailAsync<ScoringEndpointException>(wrong, Signatures.Numbers(1))).Status);
    }

    [Fact]
    public async Task Token_that_cannot_be_had_is_an_error_that_may_pass()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "[1]");
        bool works = false;
        await using HttpScoringClient client = Client(server, ScoringCredential.FromToken(_ =>
            works ? new ValueTask<ScoringToken>(new ScoringToken("t", _clock.GetUtcNow().AddHours(1))) : throw new InvalidOperationException("No network.")));
        ScoringEndpointException error = await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1));
        Assert.Contains("No network.", error.Message, StringComparison.Ordinal);
        works = true;
        Assert.Equal([1], await ScoreAsync(client, Signatures.Numbers(1)));
    }

    private HttpScoringClient Client(ScriptedServer server, ScoringCredential credential) => server.Server.Client(
        new PlainProtocol(), Signatures.Number, options => (options.Credential, options.TimeProvider) = (credential, _clock));
}
