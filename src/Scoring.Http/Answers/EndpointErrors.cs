using System.Net;
using Scoring.Json;

namespace Scoring.Http.Answers;

/// <summary>What is said of an endpoint that did not give scores. Never its credential, nor a query, which may hold one.</summary>
internal sealed class EndpointErrors(string protocol, Uri endpoint, ScoringCredential? credential)
{
    private const int Unauthorized = 401, Forbidden = 403, NotFound = 404, MethodNotAllowed = 405, TooLarge = 413, UnsupportedType = 415;

    /// <summary>The endpoint as messages show it.</summary>
    public string Place { get; } = $"{protocol} endpoint {PlaceOf(endpoint)}";

    public static string PlaceOf(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>An answer that is no success.</summary>
    public ScoringException OfAnswer(EndpointAnswer answer, AnswerMeaning meaning, TimeSpan? retryAfter, Uri asked, string? location, in AttemptContext context)
    {
        string said = answer.Message.Length == 0 ? "" : $": {ScrubForeign(answer.Message)}";
        string message = Scrub(Join($"{Place} answered {NameOf(answer.Status)}{said}", HintOf(answer.Status, asked, location, context.Rows)));
        string? excerpt = ExcerptOf(answer.Body.Span);
        if (meaning == AnswerMeaning.Refused)
        {
            return new ScoringRefusedException(message)
            {
                Partition = context.Partition,
                Rows = context.Rows,
                Status = answer.Status,
                RetryAfter = retryAfter,
                ResponseExcerpt = excerpt,
            };
        }

        return new ScoringEndpointException(message)
        {
            Partition = context.Partition,
            Rows = context.Rows,
            Status = answer.Status,
            RetryAfter = retryAfter,
            ResponseExcerpt = excerpt,
            IsRetryInvited = meaning == AnswerMeaning.Retry,
        };
    }

    /// <summary>What is not the answer of a scoring server, or not the scores of these rows.</summary>
    public ScoringException OfContent(ReadOnlySpan<byte> body, ScoringException error, in AttemptContext context)
    {
        string? excerpt = ExcerptOf(body);
        if (error is JsonFrameException { ServerMessage: { } said })
        {
            // Scripts that catch everything answer so: the run failed on these rows, others may be fine.
            return new ScoringRefusedException(Scrub($"{Place} answered 200 with an error in the place of scores: {ScrubForeign(said)}"), Harmless(error))
            {
                Partition = context.Partition,
                Rows = context.Rows,
                Status = (int)HttpStatusCode.OK,
                ResponseExcerpt = excerpt,
            };
        }

        return new ScoringResponseException(Scrub($"{Place} answered 200 to {context.Rows} rows, and the answer cannot be their scores. {ScrubForeign(error.Message + MarkupHintOf(body))}"), Harmless(error))
        {
            Partition = context.Partition,
            Rows = context.Rows,
            Status = (int)HttpStatusCode.OK,
            ResponseExcerpt = excerpt,
        };
    }

    /// <summary>Rows that the protocol has no text for, such as NaN where that is an error.</summary>
    public ScoringRefusedException NotWritten(Exception error, in AttemptContext context) =>
        new($"The rows cannot be written for the {Place}: {error.Message}", error) { Partition = context.Partition, Rows = context.Rows };

    public ScoringResponseException TooLong(int maxBytes, in AttemptContext context) =>
        new($"{Place} answered more than {nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.MaxResponseBytes)}, {maxBytes} bytes. Send fewer rows per request, or raise the limit.")
        {
            Partition = context.Partition,
            Rows = context.Rows,
            Status = (int)HttpStatusCode.OK,
        };

    /// <param name="time">How long was waited.</param>
    /// <param name="setting">What says so.</param>
    /// <param name="error">The cause.</param>
    /// <param name="context">The attempt.</param>
    public ScoringEndpointException TimedOut(TimeSpan time, string setting, Exception error, in AttemptContext context) =>
        new($"{Place} gave no complete answer within {time.TotalSeconds:0.###} s ({setting}). Raise the limit, send fewer rows per request, or see why the server is slow.", error)
        {
            Partition = context.Partition,
            Rows = context.Rows,
            Failure = EndpointFailure.Timeout,
        };

    /// <summary>No answer came: no connection, or it was lost before or in the middle of one.</summary>
    public ScoringException OfConnection(Exception error, bool hasBegun, in AttemptContext context)
    {
        if (error is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded })
        {
            return new ScoringResponseException(Scrub($"{Place} answered what is not HTTP, or more headers than are read: {ScrubForeign(error.Message)}"), Harmless(error))
            {
                Partition = context.Partition,
                Rows = context.Rows,
            };
        }

        string what = hasBegun ? "was lost in the middle of an answer" : "was lost or could not be made";
        return new ScoringEndpointException(Scrub(Join($"The connection to the {Place} {what}: {ScrubForeign(ReasonOf(error))}", ConnectionHintOf(error))), Harmless(error))
        {
            Partition = context.Partition,
            Rows = context.Rows,
            Failure = hasBegun ? EndpointFailure.Interrupted : EndpointFailure.Connection,
        };
    }

    public ScoringModelException NoSignature(string hint, string? found) => new(
        Scrub($"The signature of the {Place} cannot be read. {hint}{(found is null ? "" : $" {found}")} Or give it: {nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.Signature)}."));

    public ScoringRejectedException Expired(in AttemptContext context) =>
        new($"The deadline passed before the {Place} had scored the rows.") { Partition = context.Partition, Rows = context.Rows };

    public ScoringRejectedException ShutDown(in AttemptContext context) =>
        new($"The client of the {Place} was disposed, and {nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.ShutdownTimeout)} passed before the rows were scored.")
        {
            Partition = context.Partition,
            Rows = context.Rows,
        };

    /// <summary>A whole message, without the credential where that cannot be a word of ours.</summary>
    private string Scrub(string text) => credential?.Scrub(text, isForeign: false) ?? text;

    /// <summary>What somebody else may have written, without the credential.</summary>
    private string ScrubForeign(string text) => credential?.Scrub(text, isForeign: true) ?? text;

    private string? ExcerptOf(ReadOnlySpan<byte> body) => ErrorText.ExcerptOf(body) is { } text ? ScrubForeign(text) : null;

    /// <summary>An error as the cause of another, unless it shows the credential.</summary>
    private Exception? Harmless(Exception error)
    {
        if (credential is null) return error;
        string text = error.ToString();
        return ReferenceEquals(ScrubForeign(text), text) ? error : null;
    }

    /// <summary>A sentence, which need not have its full stop, and what is said besides.</summary>
    private static string Join(string sentence, string hint) => hint.Length == 0 ? sentence : sentence[^1] is '.' or '!' or '?' or '…' ? $"{sentence} {hint}" : $"{sentence}. {hint}";

    private static string NameOf(int status) => (HttpStatusCode)status switch
    {
        // Of its two names the framework prints the one that nobody uses.
        HttpStatusCode.TemporaryRedirect => $"{status} {nameof(HttpStatusCode.TemporaryRedirect)}",
        var known when Enum.IsDefined(known) => $"{status} {known}",
        _ => $"{status}",
    };

    /// <summary>Where the outer error only says that there was one, the innermost says which.</summary>
    private static string ReasonOf(Exception error) =>
        error is HttpRequestException { HttpRequestError: HttpRequestError.Unknown or HttpRequestError.SecureConnectionError } ? error.GetBaseException().Message : error.Message;

    private string HintOf(int status, Uri asked, string? location, int? rows) => status switch
    {
        Unauthorized when credential is null => $"Give it a key or token: {nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.Credential)}.",
        Unauthorized or Forbidden => "The key or token is not accepted: it may be wrong, expired, or of another endpoint.",
        NotFound => $"There is nothing at this path, {asked.AbsolutePath}: see to the URL, the model's name and its version or deployment.",
        MethodNotAllowed or UnsupportedType => "See whether the path and the protocol are those of this server.",
        TooLarge when rows == 1 => "One row alone is too large for it.",
        TooLarge => $"Send fewer rows per request: {nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.MaxBatchCount)}, or {nameof(RowIsolationBuilderExtensions.UseRowIsolation)}, which finds how many.",
        >= 300 and < 400 => $"It is redirected to {location ?? "nowhere"}, which is not followed: give the final URL.",
        _ => "",
    };

    private static string MarkupHintOf(ReadOnlySpan<byte> body) =>
        body.TrimStart(" \r\n\t"u8) is [(byte)'<', ..] ? $" It is a page: {ErrorText.MessageOf(body)}. See whether the URL is that of the endpoint." : "";

    private static string ConnectionHintOf(Exception error) => error is HttpRequestException { HttpRequestError: var kind }
        ? kind switch
        {
            HttpRequestError.NameResolutionError => "See whether the host's name is right.",
            HttpRequestError.ConnectionError => "See whether the server runs at this port.",
            HttpRequestError.SecureConnectionError => "See whether the port speaks TLS and its certificate is trusted.",
            HttpRequestError.VersionNegotiationError => $"See to {nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.HttpVersion)}.",
            _ => "",
        }
        : "";
}
