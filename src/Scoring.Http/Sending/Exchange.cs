using System.Runtime.CompilerServices;
using Microsoft.Extensions.ObjectPool;
using Scoring.Http.Answers;
using Scoring.Http.Attempts;

namespace Scoring.Http.Sending;

/// <summary>Sends one request and gives its answer: with the credential, a new one where the old one is not accepted any more, and to where the server sends it on.</summary>
internal sealed class Exchange
{
    private const int Unauthorized = 401, MaxRetained = 256;

    private readonly Sender _sender;
    private readonly HttpScoringOptions _options;
    private readonly ScoringCredential? _credential;
    private readonly CommonHeaders _common;

    /// <summary>Messages that have been sent and may be again.</summary>
    private readonly DefaultObjectPool<PostMessage> _messages;

    public Exchange(Sender sender, HttpScoringOptions options)
    {
        (_sender, _options, _credential, _common) = (sender, options, options.Credential, new CommonHeaders(options));
        _messages = new DefaultObjectPool<PostMessage>(new MessagePolicy(options, _common), MaxRetained);
    }

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
            string? secret = _credential is null ? null : await _credential.GetAsync(_options.TimeProvider, cancellationToken).ConfigureAwait(false);
            HttpRequestMessage message = body is null ? CreateGet(uri, headers, secret) : Prepare(uri, body, headers, secret);
            OwnHandler? handler = _sender.Choose();
            HttpResponseMessage response;
            try
            {
                response = await _sender.SendAsync(message, handler, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                handler?.End();
                (message as PostMessage)?.End();
            }

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

    /// <summary>Reads the body of an answer; nothing of one that is known to be too long.</summary>
    public ValueTask<AnswerBody> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken) =>
        AnswerBody.ReadAsync(response, maxBytes, takesPart: false, _sender.IsOwn, cancellationToken);

    /// <summary>Reads the beginning of the body of an answer that is no success.</summary>
    public ValueTask<AnswerBody> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        AnswerBody.ReadAsync(response, Attempt.MaxErrorBytes, takesPart: true, _sender.IsOwn, cancellationToken);

    /// <summary>An answer was read to its end: what was asked with may serve again. Not where others may hold it, as a client that was given and its handlers do.</summary>
    public void OnRead(HttpResponseMessage response)
    {
        if (_sender.LeavesMessages && response.RequestMessage is PostMessage { IsAsPrepared: true } message) _messages.Return(message);
    }

    private PostMessage Prepare(Uri uri, ScoringRequestBody body, KeyValuePair<string, string>[] headers, string? secret)
    {
        PostMessage message = _messages.Get();
        message.Prepare(uri, body, headers, secret);
        return message;
    }

    private HttpRequestMessage CreateGet(Uri uri, KeyValuePair<string, string>[] headers, string? secret)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, uri) { Version = _options.HttpVersion, VersionPolicy = _options.HttpVersionPolicy };
        _common.AddTo(message.Headers, headers, secret);
        return message;
    }

    private sealed class MessagePolicy(HttpScoringOptions options, CommonHeaders common) : IPooledObjectPolicy<PostMessage>
    {
        public PostMessage Create() => new(options, common);

        public bool Return(PostMessage message) => true;
    }
}
