using Scoring.Http.Bodies;

namespace Scoring.Http.Sending;

/// <summary>A request that posts a body. Used again for the next one where nobody but the client's own handler has seen it, which saves the headers.</summary>
internal sealed class PostMessage : HttpRequestMessage
{
    private readonly HttpScoringOptions _options;
    private readonly CommonHeaders _common;
    private readonly BodyContent _content;

    /// <summary>What the headers are made of; null before the first use.</summary>
    private KeyValuePair<string, string>[]? _headers;

    private string? _secret;
    private KeyValuePair<string, string>? _header;
    private Uri? _uri;
    private int _headerCount;

    /// <param name="options">How messages are sent.</param>
    /// <param name="common">Headers of every request.</param>
    public PostMessage(HttpScoringOptions options, CommonHeaders common)
        : base(HttpMethod.Post, (Uri?)null)
    {
        (_options, _common, _content) = (options, common, new BodyContent(!options.SendChunked));
        (Version, VersionPolicy, Content) = (options.HttpVersion, options.HttpVersionPolicy, _content);
    }

    /// <summary>Whether it may be used again: nothing is left under way, and the handler has added nothing, such as the identifiers of a trace or a proxy's credential.</summary>
    public bool IsAsPrepared =>
        !_content.IsLeftWriting && ReferenceEquals(RequestUri, _uri) && Version == _options.HttpVersion && Headers.NonValidated.Count == _headerCount;

    /// <summary>Makes it ready to send a body.</summary>
    public void Prepare(Uri uri, ScoringRequestBody body, KeyValuePair<string, string>[] headers, string? secret)
    {
        if (!ReferenceEquals(_uri, uri)) RequestUri = _uri = uri;
        if (!ReferenceEquals(_headers, headers) || !string.Equals(_secret, secret, StringComparison.Ordinal) || !IsSame(_header, body.Header)) SetHeaders(headers, secret, body.Header);
        _content.Begin(body);
    }

    /// <summary>It has been sent.</summary>
    public void End() => _content.End();

    private static bool IsSame(in KeyValuePair<string, string>? a, in KeyValuePair<string, string>? b) => (a, b) switch
    {
        (null, null) => true,
        ({ } x, { } y) => x.Key == y.Key && x.Value == y.Value,
        _ => false,
    };

    private void SetHeaders(KeyValuePair<string, string>[] headers, string? secret, KeyValuePair<string, string>? header)
    {
        Headers.Clear();
        if (header is { } own) Headers.TryAddWithoutValidation(own.Key, own.Value);
        _common.AddTo(Headers, headers, secret);
        (_headers, _secret, _header, _headerCount) = (headers, secret, header, Headers.NonValidated.Count);
    }
}
