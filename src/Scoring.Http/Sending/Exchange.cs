using System.Runtime.CompilerServices;

namespace Scoring.Http.Sending;

/// <summary>Sends one request and gives its answer: with the credential, a new one where the old one is not accepted any more, and to where the server sends it on.</summary>
internal sealed class Exchange(Sender sender, HttpScoringOptions options)
{
    private const string Encodings = "gzip, br";

    private const int Unauthorized = 401;

    private readonly ScoringCredential? _credential = options.Credential;
    private readonly KeyValuePair<string, string>[] _headers = [.. options.Headers];

    /// <summary>Gives the answer when its headers are there; the caller disposes it.</summary>
    /// <param name="uri">Where to.</param>
    /// <param name="body">What is posted; null to get a document.</param>
    /// <param name="headers">Those of the protocol.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HttpResponseMessage> SendAsync(Uri uri, ScoringRequestBody? body, KeyValuePair<string, string>[] headers, CancellationToken cancellationToken)
    {
        bool isRenewed = false;
        for (int redirects = 0; ;)
        {
            string? secret = _credential is null ? null : await _credential.GetAsync(options.TimeProvider, cancellationToken).ConfigureAwait(false);
            using HttpRequestMessage message = Create(uri, body, headers, secret);
            HttpResponseMessage response = await sender.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode == Unauthorized && !isRenewed && _credential is { CanRenew: true })
            {
                _credential.Reject(secret!);
                isRenewed = true;
            }
            else if (redirects < Redirects.Most && Redirects.Next(response, uri, _credential is not null) is { } next)
            {
                uri = next;
                redirects++;
            }
            else
            {
                return response;
            }

            response.Dispose();
        }
    }

    private HttpRequestMessage Create(Uri uri, ScoringRequestBody? body, KeyValuePair<string, string>[] headers, string? secret)
    {
        var message = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, uri) { Version = options.HttpVersion, VersionPolicy = options.HttpVersionPolicy };
        if (body is not null)
        {
            message.Content = new BodyContent(body, !options.SendChunked);
            if (body.Header is { } header) message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (secret is not null) message.Headers.TryAddWithoutValidation(_credential!.Header, secret);
        if (options.AcceptCompression) message.Headers.TryAddWithoutValidation("Accept-Encoding", Encodings);
        foreach ((string name, string value) in headers) message.Headers.TryAddWithoutValidation(name, value);
        foreach ((string name, string value) in _headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}
