using System.Buffers;
using Scoring.Http.Answers;
using Scoring.Http.Attempts;
using Scoring.Http.Sending;

namespace Scoring.Http;

/// <summary>Reads documents from an endpoint's server, so that a <see cref="ScoringProtocol"/> learns what the endpoint takes and gives.</summary>
public sealed class EndpointReader
{
    private readonly Exchange _exchange;
    private readonly KeyValuePair<string, string>[] _headers;
    private readonly EndpointErrors _errors;
    private readonly HttpScoringOptions _options;

    internal EndpointReader(Uri endpoint, Exchange exchange, KeyValuePair<string, string>[] headers, EndpointErrors errors, HttpScoringOptions options) =>
        (Endpoint, _exchange, _headers, _errors, _options) = (endpoint, exchange, headers, errors, options);

    /// <summary>What the client was given.</summary>
    public Uri Endpoint { get; }

    /// <summary>What was found instead of a signature, for the error: a sentence.</summary>
    internal string? Found { get; private set; }

    /// <summary>Reads a document. One that is not there is no error.</summary>
    /// <param name="uri">Where it is; relative to <see cref="Endpoint"/>, or absolute.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ScoringException">The server could not be reached, did not let us in, or is busy.</exception>
    public async ValueTask<EndpointDocument> GetAsync(Uri uri, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Uri target = new(Endpoint, uri);
        using var timer = new AttemptTimer(_options.TimeProvider);
        timer.Start(_options.AttemptTimeout, cancellationToken, CancellationToken.None);
        bool hasBegun = false;
        try
        {
            using HttpResponseMessage response = await _exchange.SendAsync(target, null, _headers, timer.Token).ConfigureAwait(false);
            hasBegun = true;
            using AnswerBody body = await _exchange.ReadAsync(response, _options.MaxResponseBytes, timer.Token).ConfigureAwait(false);
            int status = (int)response.StatusCode;
            if (status is 401 or 403 or 429 or >= 500) throw Failed(target, response, body.Bytes.ToArray());
            return new EndpointDocument(target, status, body.Bytes.ToArray());
        }
        catch (OperationCanceledException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!timer.Token.IsCancellationRequested && _options.HttpClient is null) throw _errors.OfConnection(error, hasBegun, default);
            throw _errors.TimedOut(_options.AttemptTimeout, HttpScoringOptions.AttemptTimeoutName, error, default);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw _errors.OfConnection(error, hasBegun, default);
        }
        finally
        {
            timer.TryStop();
        }
    }

    /// <summary>Says what was found instead of a signature.</summary>
    /// <param name="sentence">A sentence.</param>
    public void Note(string sentence) => Found = sentence;

    private ScoringException Failed(Uri asked, HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var answer = new EndpointAnswer((int)response.StatusCode, response.Headers, body);
        return _errors.OfAnswer(answer, AnswerMeaning.Failed, RetryAfter.Of(response.Headers, _options.TimeProvider), asked, null, default);
    }
}
