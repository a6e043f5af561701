using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Scoring.Benchmarks.Http.Rows;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Http.Ways;

/// <summary>The least that .NET's handler allows: bytes that are there already, a message that is used again, no time limit, an answer that nobody reads.</summary>
internal sealed class BareInvokerWay(Uri endpoint, Version version, int rows, int inFlight) : IHttpWay
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly byte[] _body = JsonSerializer.SerializeToUtf8Bytes(new EventList(Events.Create(rows)), EventJson.Default.EventList);

    public Task<long> RunAsync(StopFlag stop) => RequestLoop.RunAsync(inFlight, rows, Create, stop);

    public ValueTask DisposeAsync()
    {
        _invoker.Dispose();
        return ValueTask.CompletedTask;
    }

    private Func<ValueTask> Create()
    {
        var content = new ByteArrayContent(_body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var message = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content, Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        byte[] answer = new byte[64 << 10];
        return () => SendAsync(message, answer);
    }

    /// <remarks>What it awaits in is pooled: the loop's own memory is not to count.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(HttpRequestMessage message, byte[] answer)
    {
        using HttpResponseMessage response = await _invoker.SendAsync(message, CancellationToken.None);
        Stream stream = await response.Content.ReadAsStreamAsync();
        while (await stream.ReadAsync(answer) > 0)
        {
        }
    }
}
