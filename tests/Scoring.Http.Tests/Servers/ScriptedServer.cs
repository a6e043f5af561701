using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Scoring.Http.Tests.Servers;

/// <summary>A server that keeps what it was sent and answers by method and path.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, Recorded, Task>> _answers = new();

    private ScriptedServer()
    {
    }

    public TestServer Server { get; private set; } = null!;

    public ConcurrentQueue<Recorded> Requests { get; } = [];

    /// <summary>The last request that was posted.</summary>
    public Recorded Posted => Requests.Last(static request => request.Method == "POST");

    public static async Task<ScriptedServer> StartAsync(bool isHttp2 = false)
    {
        var scripted = new ScriptedServer();
        scripted.Server = await TestServer.StartAsync(scripted.AnswerAsync, isHttp2);
        return scripted;
    }

    /// <summary>Answers a request such as <c>GET /v2</c> with JSON.</summary>
    public ScriptedServer On(string request, string body, int status = 200, Action<HttpResponse>? change = null) => On(request, async (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        change?.Invoke(context.Response);
        await context.Response.WriteAsync(body);
    });

    public ScriptedServer On(string request, Func<HttpContext, Recorded, Task> answer)
    {
        _answers[request] = answer;
        return this;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Recorded request = await Recorded.ReadAsync(context.Request);
        Requests.Enqueue(request);
        if (_answers.TryGetValue($"{request.Method} {request.Path}{request.Query}", out Func<HttpContext, Recorded, Task>? answer)
            || _answers.TryGetValue($"{request.Method} {request.Path}", out answer))
        {
            await answer(context, request);
            return;
        }

        context.Response.StatusCode = 404;
        await context.Response.WriteAsync("""{"message":"nothing here"}""");
    }
}
