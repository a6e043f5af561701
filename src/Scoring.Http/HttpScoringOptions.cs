using System.Diagnostics.Metrics;

namespace Scoring.Http;

/// <summary>How an endpoint is reached. Read once, when the client is made.</summary>
/// <remarks>Not thread-safe; the client that is made with it is.</remarks>
public sealed class HttpScoringOptions
{
    internal const string AttemptTimeoutName = $"{nameof(HttpScoringOptions)}.{nameof(AttemptTimeout)}";

    /// <summary>What the endpoint takes and gives, for those that do not tell. Null by default: it is asked.</summary>
    public ScoringSignature? Signature { get; set; }

    /// <summary>What requests are let in with; nothing by default.</summary>
    public ScoringCredential? Credential { get; set; }

    /// <summary>Headers of every request besides.</summary>
    public IDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The client to send with, which stays its owner's to dispose. Null by default: one of the scoring client's own.</summary>
    /// <remarks>Its default headers are added; its timeout ends an attempt too, its base address is not used.</remarks>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Where a client is taken from for each attempt, so that handlers are replaced as the factory is set up. Null by default.</summary>
    public IHttpClientFactory? HttpClientFactory { get; set; }

    /// <summary>The name of the client to take from <see cref="HttpClientFactory"/>; the default one's, empty, by default.</summary>
    public string HttpClientName { get; set; } = "";

    /// <summary>Changes the handler of the client's own, such as its certificates or proxy; not used with a client or factory that was given.</summary>
    /// <remarks>Called when the scoring client is made: once, or for HTTP/2 for each of up to four handlers, one connection of which is work for one core.</remarks>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>The version of HTTP to ask for: 1.1 by default. Version 2 is worth it for small requests, at least twenty at once; for bodies of 64 KB or more it is slower.</summary>
    public Version HttpVersion { get; set; } = System.Net.HttpVersion.Version11;

    /// <summary>How binding <see cref="HttpVersion"/> is: or lower by default. HTTP/2 without TLS needs <see cref="HttpVersionPolicy.RequestVersionExact"/>.</summary>
    public HttpVersionPolicy HttpVersionPolicy { get; set; } = HttpVersionPolicy.RequestVersionOrLower;

    /// <summary>Whether bodies are sent in chunks rather than with their length: false by default, as some servers take no chunks.</summary>
    public bool SendChunked { get; set; }

    /// <summary>How bodies are compressed: not at all by default, as not every server can read it.</summary>
    public ScoringCompression RequestCompression { get; set; }

    /// <summary>Whether the server may compress answers, with gzip or brotli: true by default.</summary>
    public bool AcceptCompression { get; set; } = true;

    /// <summary>The longest body that is sent, before it is compressed, in bytes: 1 or more, 100 MiB by default. A longer one is refused like one that is too large for the endpoint: <see cref="ScoringRefusedException"/> with status 413.</summary>
    public int MaxRequestBytes { get; set; } = 100 << 20;

    /// <summary>The longest answer that is read, decompressed, in bytes: 1 or more, 256 MiB by default.</summary>
    public int MaxResponseBytes { get; set; } = 256 << 20;

    /// <summary>The longest time for one attempt, from its sending to the last byte of its answer: more than zero, 100 s by default. For all attempts together there are the deadline of the rows and
    /// <see cref="Resilience.RetryOptions.Timeout"/>.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long disposing waits for requests in flight before it ends them: zero or more, 30 s by default.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many requests run at once, over all partitions: 1 or more; no limit by default.</summary>
    public int? MaxConcurrentRequests { get; set; }

    /// <summary>The clock of timeouts and measurements; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Makes the meter <c>Scoring</c>, as an application's services do; null, the default, for one that all clients of the process share. Give it what <see cref="ScoringClientOptions.MeterFactory"/> has.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    internal HttpScoringOptions Copy()
    {
        var copy = (HttpScoringOptions)MemberwiseClone();
        copy.Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase);
        return copy;
    }

    internal void Validate()
    {
        if (MaxRequestBytes < 1) throw OutOfRange(nameof(MaxRequestBytes), MaxRequestBytes, "1 or more bytes");
        if (MaxResponseBytes < 1) throw OutOfRange(nameof(MaxResponseBytes), MaxResponseBytes, "1 or more bytes");
        if (AttemptTimeout <= TimeSpan.Zero) throw OutOfRange(nameof(AttemptTimeout), AttemptTimeout, "more than zero");
        if (ShutdownTimeout < TimeSpan.Zero) throw OutOfRange(nameof(ShutdownTimeout), ShutdownTimeout, "zero or more");
        if (MaxConcurrentRequests is < 1) throw OutOfRange(nameof(MaxConcurrentRequests), MaxConcurrentRequests, "1 or more requests");
        if (!Enum.IsDefined(RequestCompression)) throw OutOfRange(nameof(RequestCompression), RequestCompression, "None, GZip or Brotli");
        if (!Enum.IsDefined(HttpVersionPolicy)) throw OutOfRange(nameof(HttpVersionPolicy), HttpVersionPolicy, "RequestVersionOrLower, RequestVersionOrHigher or RequestVersionExact");
        if (HttpVersion is null) throw Null(nameof(HttpVersion));
        if (HttpClientName is null) throw Null(nameof(HttpClientName));
        if (TimeProvider is null) throw Null(nameof(TimeProvider));
        if (HttpClient is not null && HttpClientFactory is not null)
            throw new ArgumentException($"{nameof(HttpScoringOptions)}.{nameof(HttpClient)} and {nameof(HttpClientFactory)} are both set; set one.");
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new($"{nameof(HttpScoringOptions)}.{name}", value, $"{nameof(HttpScoringOptions)}.{name} is {value}; it must be {range}.");

    private static ArgumentException Null(string name) => new($"{nameof(HttpScoringOptions)}.{name} is null; leave it at its default.");
}
