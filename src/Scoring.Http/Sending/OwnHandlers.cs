using System.Net;

namespace Scoring.Http.Sending;

/// <summary>The handlers of a client that was given none: one, or several for HTTP/2.</summary>
/// <remarks>A connection of HTTP/2 writes and reads frame after frame, which is work for one core, and a handler opens a second one only when a hundred requests wait. So a busy connection is joined
/// by that of another handler; as long as it is not busy all requests share it, and with it the packets.</remarks>
internal sealed class OwnHandlers : IDisposable
{
    /// <summary>Requests in flight beyond which the next handler takes some too, and the most handlers.</summary>
    private const int Busy = 8, Most = 4;

    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5), s_connectTimeout = TimeSpan.FromSeconds(10);

    private readonly OwnHandler[] _handlers;

    public OwnHandlers(HttpScoringOptions options)
    {
        _handlers = new OwnHandler[options.HttpVersion.Major == 2 ? Math.Min(Environment.ProcessorCount, Most) : 1];
        for (int i = 0; i < _handlers.Length; i++)
        {
            SocketsHttpHandler handler = Create(options);
            HasCredentials |= handler.Credentials is not null;
            _handlers[i] = new OwnHandler(handler);
        }
    }

    /// <summary>Whether the application has given them credentials, which they answer challenges with.</summary>
    public bool HasCredentials { get; }

    /// <summary>The first that is not busy; else the one with the fewest requests.</summary>
    public OwnHandler Choose()
    {
        OwnHandler least = _handlers[0];
        int fewest = least.InFlight;
        for (int i = 1; i < _handlers.Length && fewest >= Busy; i++)
        {
            int inFlight = _handlers[i].InFlight;
            if (inFlight < fewest) (least, fewest) = (_handlers[i], inFlight);
        }

        return least;
    }

    public void Dispose()
    {
        foreach (OwnHandler handler in _handlers) handler.Dispose();
    }

    /// <remarks>
    /// Connections are replaced now and then, so that a change of the name's address is noticed. Redirects are followed by the client itself, which knows when a credential may go along,
    /// and answers are decompressed by it, whatever handler they come through. More than one connection per server for HTTP/2, as one takes a hundred requests at once.
    /// </remarks>
    private static SocketsHttpHandler Create(HttpScoringOptions options)
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
