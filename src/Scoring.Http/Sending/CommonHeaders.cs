using System.Net.Http.Headers;

namespace Scoring.Http.Sending;

/// <summary>Headers that requests have in common.</summary>
internal sealed class CommonHeaders(HttpScoringOptions options)
{
    private const string Encodings = "gzip, br";

    private readonly KeyValuePair<string, string>[] _always = [.. options.Headers];

    /// <param name="headers">What they are added to.</param>
    /// <param name="protocol">Those of the protocol.</param>
    /// <param name="secret">The credential's value; null for none.</param>
    public void AddTo(HttpRequestHeaders headers, KeyValuePair<string, string>[] protocol, string? secret)
    {
        if (secret is not null) headers.TryAddWithoutValidation(options.Credential!.Header, secret);
        if (options.AcceptCompression) headers.TryAddWithoutValidation("Accept-Encoding", Encodings);
        foreach ((string name, string value) in protocol) headers.TryAddWithoutValidation(name, value);
        foreach ((string name, string value) in _always) headers.TryAddWithoutValidation(name, value);
    }
}
