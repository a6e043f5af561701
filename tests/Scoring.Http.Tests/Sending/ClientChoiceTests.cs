using System.Net;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Sending;

/// <summary>Whose client and handler requests go through, and what they are set to.</summary>
public class ClientChoiceTests
{
    public static TheoryData<HttpScoringOptions, string> Wrong => new()
    {
        { new HttpScoringOptions { MaxRequestBytes = 0 }, "MaxRequestBytes is 0" },
        { new HttpScoringOptions { MaxResponseBytes = 0 }, "MaxResponseBytes is 0" },
        { new HttpScoringOptions { AttemptTimeout = TimeSpan.Zero }, "AttemptTimeout is" },
        { new HttpScoringOptions { ShutdownTimeout = TimeSpan.FromSeconds(-1) }, "ShutdownTimeout is" },
        { new HttpScoringOptions { MaxConcurrentRequests = 0 }, "MaxConcurrentRequests is 0" },
        { new HttpScoringOptions { RequestCompression = (ScoringCompression)9 }, "RequestCompression is 9" },
        { new HttpScoringOptions { HttpVersion = null! }, "HttpVersion is null" },
        { new HttpScoringOptions { TimeProvider = null! }, "TimeProvider is null" },
        { new HttpScoringOptions { HttpClient = new HttpClient(), HttpClientFactory = new Factory(_ => new HttpClient()) }, "both set" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Option_out_of_range_is_refused(HttpScoringOptions options, string message) => Assert.Contains(
        message,
        Assert.ThrowsAny<ArgumentException>(() => HttpScoringClient.Create(new Uri("http://localhost"), new PlainProtocol(), options)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("relative", UriKind.Relative)]
    [InlineData("ftp://localhost", UriKind.Absolute)]
    public void Address_that_is_not_http_is_refused(string address, UriKind kind) =>
        Assert.Throws<ArgumentException>(() => HttpScoringClient.Create(new Uri(address, kind), new PlainProtocol()));

    [Fact]
    public async Task Client_that_was_given_sends_and_is_not_disposed()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "[1]");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-tenant", "a");
        await using (HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number, options => options.HttpClient = http)) await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal("a", server.Posted.Headers["x-tenant"]);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(server.Server.Address)).StatusCode);
    }

    [Fact]
    public async Task Timeout_of_a_client_that_was_given_is_named()
    {
        await using TestServer server = await TestServer.StartAsync(static context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(50) };
        await using HttpScoringClient client = server.Client(new PlainProtocol(), Signatures.Number, options => options.HttpClient = http);
        ScoringEndpointException error = await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1));
        Assert.Equal(EndpointFailure.Timeout, error.Failure);
        Assert.Contains("HttpClient.Timeout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Factory_is_asked_for_the_named_client_in_each_attempt()
    {
        var names = new List<string>();
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "[1]");
        using var http = new HttpClient();
        var factory = new Factory(name =>
        {
            names.Add(name);
            return http;
        });
        await using HttpScoringClient client = server.Server.Client(
            new PlainProtocol(), Signatures.Number, options => (options.HttpClientFactory, options.HttpClientName) = (factory, "scores"));
        await ScoreAsync(client, Signatures.Numbers(1));
        await ScoreAsync(client, Signatures.Numbers(1));
        Assert.Equal(["scores", "scores"], names);
    }

    [Fact]
    public async Task Handler_of_a_client_that_was_given_may_read_the_body()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "[1]");
        var reading = new ReadingHandler();
        using var http = new HttpClient(reading);
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number, options => options.HttpClient = http);
        await ScoreAsync(client, Signatures.Numbers(2));
        Assert.Equal("[2]", reading.Seen);
        Assert.Equal("[2]", server.Posted.Body);
    }

    [Fact]
    public async Task Handler_can_be_changed_and_headers_added()
    {
        bool isChanged = false;
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "[1]");
        await using HttpScoringClient client = server.Server.Client(new PlainProtocol(), Signatures.Number, options =>
        {
            options.ConfigureHandler = handler => isChanged = handler.AllowAutoRedirect is false;
            options.Headers["x-tenant"] = "b";
            options.AcceptCompression = false;
            options.MaxConcurrentRequests = 3;
        });
        await ScoreAsync(client, Signatures.Numbers(1));
        Assert.True(isChanged);
        Assert.Equal("b", server.Posted.Headers["x-tenant"]);
        Assert.False(server.Posted.Headers.ContainsKey("Accept-Encoding"));
        Assert.Equal(3, (await client.GetSignatureAsync()).MaxConcurrentRequests);
    }

    private sealed class ReadingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        public string? Seen { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(await request.Content!.ReadAsStreamAsync(cancellationToken));
            Seen = await reader.ReadToEndAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Factory(Func<string, HttpClient> create) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => create(name);
    }
}
