using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using static Scoring.Http.Tests.Servers.Calls;

namespace Scoring.Http.Tests.Sending;

/// <summary>Everything that a connection can do to an answer.</summary>
public class TransportTests
{
    public static TheoryData<bool> Versions => [false, true];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Connection_is_used_again(bool isHttp2)
    {
        var connections = new HashSet<string>();
        await using TestServer server = await TestServer.StartAsync(
            async context =>
            {
                lock (connections) connections.Add(context.Connection.Id);
                await context.Response.WriteAsync("[1]");
            },
            isHttp2);
        await using HttpScoringClient client = Client(server);
        for (int i = 0; i < 20; i++) await ScoreAsync(client, Signatures.Numbers(i));
        Assert.Single(connections);
    }

    [Fact]
    public async Task Requests_of_which_many_are_under_way_share_connections_of_http2()
    {
        const int Requests = 20, Busy = 8;
        var connections = new HashSet<string>();
        var all = new CountdownEvent(Requests);
        var isFull = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestServer server = await TestServer.StartAsync(
            async context =>
            {
                lock (connections) connections.Add(context.Connection.Id);
                if (all.Signal()) isFull.SetResult();
                await isFull.Task;
                await context.Response.WriteAsync("[1]");
            },
            isHttp2: true);
        await using HttpScoringClient client = Client(server);
        await Task.WhenAll(Enumerable.Range(0, Requests).Select(i => ScoreAsync(client, Signatures.Numbers(i))));
        Assert.Equal(Math.Min(Environment.ProcessorCount, (Requests + Busy - 1) / Busy), connections.Count);
    }

    [Fact]
    public async Task Connection_that_is_closed_after_each_answer_is_made_anew()
    {
        await using TestServer server = await TestServer.SayingAsync("[1]", change: static response => response.Headers.Connection = "close");
        await using HttpScoringClient client = Client(server);
        for (int i = 0; i < 20; i++) Assert.Equal([1], await ScoreAsync(client, Signatures.Numbers(i)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Answer_may_come_in_chunks_byte_by_byte(bool isHttp2)
    {
        await using TestServer server = await TestServer.StartAsync(
            static async context =>
            {
                foreach (byte part in "{\"predictions\": [1.25e0, -0.5]}"u8.ToArray())
                {
                    await context.Response.Body.WriteAsync(new[] { part });
                    await context.Response.Body.FlushAsync();
                }
            },
            isHttp2);
        await using HttpScoringClient client = Client(server);
        Assert.Equal([1.25, -0.5], await ScoreAsync(client, Signatures.Numbers(1, 2)));
    }

    [Theory]
    [InlineData("gzip", false)]
    [InlineData("br", false)]
    [InlineData("gzip", true)]
    public async Task Answer_may_be_compressed(string encoding, bool isHttp2)
    {
        await using TestServer server = await TestServer.StartAsync(
            async context =>
            {
                Assert.Contains(encoding, context.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
                context.Response.Headers.ContentEncoding = encoding;
                await using Stream stream = encoding == "br" ? new BrotliStream(context.Response.Body, CompressionLevel.Fastest) : new GZipStream(context.Response.Body, CompressionLevel.Fastest);
                await stream.WriteAsync("[1, 2]"u8.ToArray());
            },
            isHttp2);
        await using HttpScoringClient client = Client(server);
        Assert.Equal([1, 2], await ScoreAsync(client, Signatures.Numbers(1, 2)));
    }

    [Fact]
    public async Task Answer_that_cannot_be_decompressed_is_a_failure_of_its_own_type()
    {
        await using TestServer server = await TestServer.SayingAsync("[1]", change: static response => response.Headers.ContentEncoding = "gzip");
        await using HttpScoringClient client = Client(server);
        await FailAsync<ScoringResponseException>(client, Signatures.Numbers(1));
    }

    [Theory]
    [InlineData(ScoringCompression.GZip, "gzip")]
    [InlineData(ScoringCompression.Brotli, "br")]
    public async Task Request_may_be_compressed(ScoringCompression compression, string encoding)
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", static async (context, request) =>
        {
            using var bytes = new MemoryStream(request.Bytes);
            await using Stream stream = request.Headers["Content-Encoding"] == "br" ? new BrotliStream(bytes, CompressionMode.Decompress) : new GZipStream(bytes, CompressionMode.Decompress);
            using var reader = new StreamReader(stream);
            await context.Response.WriteAsync(await reader.ReadToEndAsync());
        });
        await using HttpScoringClient client = Client(server.Server, options => options.RequestCompression = compression);
        double[] values = [.. Enumerable.Range(0, 5000).Select(static i => i * 0.5)];
        Assert.Equal(values, await ScoreAsync(client, Signatures.Numbers(values)));
        Assert.Equal(encoding, server.Posted.Headers["Content-Encoding"]);
        Assert.InRange(server.Posted.Bytes.Length, 100, 20_000);
    }

    [Fact]
    public async Task Body_has_its_length_unless_chunks_are_chosen()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", "[1]");
        await using HttpScoringClient plain = Client(server.Server);
        await ScoreAsync(plain, Signatures.Numbers(1));
        Assert.Equal("3", server.Posted.Headers["Content-Length"]);

        await using HttpScoringClient chunked = Client(server.Server, static options => options.SendChunked = true);
        await ScoreAsync(chunked, Signatures.Numbers(1));
        Assert.Equal(("chunked", "[1]"), (server.Posted.Headers["Transfer-Encoding"], server.Posted.Body));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Reset_before_an_answer_is_a_lost_connection(bool isHttp2)
    {
        await using TestServer server = await TestServer.StartAsync(
            static context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            isHttp2);
        await using HttpScoringClient client = Client(server);
        ScoringEndpointException error = await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1));
        Assert.Equal((EndpointFailure.Connection, true, null), (error.Failure, error.IsTransient, error.Status));
        Assert.DoesNotContain("An error occurred", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Reset_in_the_middle_of_an_answer_is_an_interruption(bool isHttp2)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestServer server = await TestServer.StartAsync(
            async context =>
            {
                await context.Response.WriteAsync("[1");
                await context.Response.Body.FlushAsync();
                await seen.Task;
                context.Abort();
            },
            isHttp2);
        await using HttpScoringClient client = Client(server, options => options.HttpClient = new HttpClient(new SeenHandler(seen)));
        Assert.Equal(EndpointFailure.Interrupted, (await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1))).Failure);
    }

    [Fact]
    public async Task Answer_shorter_than_its_length_is_an_interruption()
    {
        await using RawServer server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1]");
        await using HttpScoringClient client = server.Client();
        Assert.Equal(EndpointFailure.Interrupted, (await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1))).Failure);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("{\"predictions\": [1]}\r\n\r\n")]
    public async Task Answer_that_is_not_http_is_a_failure_of_its_own_type(string answer)
    {
        await using RawServer server = RawServer.Start(answer);
        await using HttpScoringClient client = server.Client();
        await FailAsync<ScoringResponseException>(client, Signatures.Numbers(1));
    }

    [Fact]
    public async Task Dead_port_is_a_lost_connection_with_what_to_look_for()
    {
        await using HttpScoringClient client = HttpScoringClient.Create(new Uri("http://127.0.0.1:9"), new PlainProtocol(), new HttpScoringOptions { Signature = Signatures.Number });
        ScoringEndpointException error = await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1));
        Assert.Equal(EndpointFailure.Connection, error.Failure);
        Assert.Contains("whether the server runs at this port", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Large_bodies_go_both_ways(bool isHttp2)
    {
        await using TestServer server = await TestServer.StartAsync(
            static async context =>
            {
                // Read as a whole first: over HTTP/1.1 a client mostly reads nothing before it has sent everything.
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                context.Response.ContentLength = body.Length;
                body.Position = 0;
                await body.CopyToAsync(context.Response.Body);
            },
            isHttp2);
        await using HttpScoringClient client = Client(server);
        double[] values = [.. Enumerable.Range(0, 4_000_000).Select(static i => i + 0.0009765625)];
        using RecordBatch rows = Signatures.Numbers(values);
        using RecordBatch scores = await client.ScoreAsync(rows);
        Assert.True(scores.GetColumn<double>(0).Values.SequenceEqual(values));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Answer_of_which_no_length_is_told_may_be_long(bool isHttp2, bool isCompressed)
    {
        double[] values = [.. Enumerable.Range(0, 300_000).Select(static i => i + 0.5)];
        await using TestServer server = await TestServer.StartAsync(
            async context =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null);
                byte[] answer = JsonSerializer.SerializeToUtf8Bytes(values);
                if (isCompressed) context.Response.Headers.ContentEncoding = "gzip";
                await using Stream stream = isCompressed ? new GZipStream(context.Response.Body, CompressionLevel.Fastest) : context.Response.Body;
                for (int at = 0; at < answer.Length; at += 12_345) await stream.WriteAsync(answer.AsMemory(at, Math.Min(12_345, answer.Length - at)));
            },
            isHttp2);
        await using HttpScoringClient client = Client(server);
        using RecordBatch rows = Signatures.Numbers(values);
        for (int i = 0; i < 2; i++)
        {
            using RecordBatch scores = await client.ScoreAsync(rows);
            Assert.True(scores.GetColumn<double>(0).Values.SequenceEqual(values));
        }
    }

    [Fact]
    public async Task Error_that_is_long_tells_its_beginning()
    {
        await using TestServer server = await TestServer.StartAsync(static async context =>
        {
            context.Response.StatusCode = 500;
            context.Response.ContentLength = 1 << 20;
            await context.Response.WriteAsync("no room left".PadRight(1 << 20));
        });
        await using HttpScoringClient client = Client(server);
        Assert.EndsWith("no room left", (await FailAsync<ScoringEndpointException>(client, Signatures.Numbers(1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Longer_answer_than_allowed_is_not_read(bool hasLength)
    {
        await using TestServer server = await TestServer.StartAsync(async context =>
        {
            if (hasLength) context.Response.ContentLength = 100_000;
            await context.Response.WriteAsync("[" + new string(' ', 99_999));
        });
        await using HttpScoringClient client = Client(server, static options => options.MaxResponseBytes = 50_000);
        Assert.Contains("MaxResponseBytes, 50000", (await FailAsync<ScoringResponseException>(client, Signatures.Numbers(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bomb_of_compressed_zeros_is_not_unpacked()
    {
        await using TestServer server = await TestServer.StartAsync(static async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var stream = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await stream.WriteAsync(new byte[50 << 20]);
        });
        await using HttpScoringClient client = Client(server, static options => options.MaxResponseBytes = 1 << 20);
        await FailAsync<ScoringResponseException>(client, Signatures.Numbers(1));
    }

    [Fact]
    public async Task Longer_request_than_allowed_is_not_sent_and_split_by_isolation()
    {
        await using ScriptedServer server = (await ScriptedServer.StartAsync()).On("POST /", static (context, request) => context.Response.WriteAsync(request.Body));
        await using HttpScoringClient client = Client(server.Server, static options => options.MaxRequestBytes = 1000);
        double[] values = [.. Enumerable.Range(1000, 1000).Select(static i => (double)i)];
        ScoringRefusedException error = await FailAsync<ScoringRefusedException>(client, Signatures.Numbers(values));
        Assert.Equal(413, error.Status);
        Assert.Empty(server.Requests);

        IScoringClient isolated = new ScoringClientBuilder(client).UseRowIsolation().UseRetry().Build();
        Assert.Equal(values, await ScoreAsync(isolated, Signatures.Numbers(values)));
        Assert.All(server.Requests, static request => Assert.InRange(request.Bytes.Length, 1, 1000));
    }

    private static HttpScoringClient Client(TestServer server, Action<HttpScoringOptions>? change = null) => server.Client(new PlainProtocol(), Signatures.Number, change);

    /// <summary>Says when the headers of an answer are there.</summary>
    private sealed class SeenHandler(TaskCompletionSource seen) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            seen.TrySetResult();
            return response;
        }
    }
}
