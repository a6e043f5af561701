using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Scoring.Http.Tests.Servers;

/// <summary>A real server on loopback, in this process, that answers as a test says.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, bool isHttp2)
    {
        (_app, IsHttp2) = (app, isHttp2);
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public bool IsHttp2 { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Answers every request.</param>
    /// <param name="isHttp2">Whether it speaks HTTP/2, without TLS, and nothing else.</param>
    /// <param name="address">Where it listens; loopback by default.</param>
    public static async Task<TestServer> StartAsync(Func<HttpContext, Task> answer, bool isHttp2 = false, IPAddress? address = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinResponseDataRate = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Listen(address ?? IPAddress.Loopback, 0, listen => listen.Protocols = isHttp2 ? HttpProtocols.Http2 : HttpProtocols.Http1);
        });
        WebApplication app = builder.Build();
        app.Run(context => answer(context));
        await app.StartAsync();
        return new TestServer(app, isHttp2);
    }

    /// <summary>A server that answers every request with the same JSON, whatever is asked.</summary>
    public static Task<TestServer> SayingAsync(string body, int status = 200, Action<HttpResponse>? change = null) => StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        change?.Invoke(context.Response);
        await context.Response.WriteAsync(body);
    });

    public HttpScoringOptions Options(ScoringSignature? signature = null, Action<HttpScoringOptions>? change = null)
    {
        var options = new HttpScoringOptions { Signature = signature, ShutdownTimeout = TimeSpan.Zero };
        if (IsHttp2) (options.HttpVersion, options.HttpVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        change?.Invoke(options);
        return options;
    }

    public HttpScoringClient Client(ScoringProtocol protocol, ScoringSignature? signature = null, Action<HttpScoringOptions>? change = null, string path = "") =>
        HttpScoringClient.Create(new Uri(Address, path), protocol, Options(signature, change));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
