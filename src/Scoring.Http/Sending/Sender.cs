using System.Net;

namespace Scoring.Http.Sending;

/// <summary>Sends messages by whichever client there is.</summary>
internal sealed class Sender : IDisposable
{
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5), s_connectTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpScoringOptions _options;

    /// <summary>The client's own; null when one was given. An invoker rather than a client, which would allocate a time limit per message and another task.</summary>
    private readonly HttpMessageInvoker? _own;

    public Sender(HttpScoringOptions options)
    {
        _options = options;
        if (options.HttpClient is not null || options.HttpClientFactory is not null) return;
        SocketsHttpHandler handler = CreateHandler(options);
        (_own, LeavesMessages) = (new HttpMessageInvoker(handler), handler.Credentials is null);
    }

    /// <summary>Whether a message that was answered is as it was, or can be seen to have headers more: it goes to the client's own handler and to nobody else, and that one replaces none.</summary>
    public bool LeavesMessages { get; }

    /// <summary>Whether answers come from the client's own handler.</summary>
    public bool IsOwn => _own is not null;

    /// <summary>Gives the answer when its headers are there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (_own is not null) return _own.SendAsync(message, cancellationToken);
        HttpClient client = _options.HttpClient ?? _options.HttpClientFactory!.CreateClient(_options.HttpClientName);
        return client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose() => _own?.Dispose();

    /// <remarks>
    /// Connections are replaced now and then, so that a change of the name's address is noticed. Redirects are followed by the client itself, which knows when a credential may go along,
    /// and answers are decompressed by it, whatever handler they come through. More than one connection per server for HTTP/2, as one takes a hundred requests at once.
    /// </remarks>
    private static SocketsHttpHandler CreateHandler(HttpScoringOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = s_connectTimeout,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = s_connectionLifetime,
            UseCookies = false,
        };
        options.ConfigureHandler?.Invoke(handler);
        return handler;
    }
}
