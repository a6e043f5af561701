using System.Net.Http.Headers;
using Scoring.Http.Answers;

namespace Scoring.Http;

/// <summary>An answer as a <see cref="ScoringProtocol"/> sees it to tell what it means.</summary>
/// <remarks>Valid during the call that it is given to.</remarks>
public sealed class EndpointAnswer
{
    private readonly HttpResponseHeaders _headers;

    internal EndpointAnswer(int status, HttpResponseHeaders headers, ReadOnlyMemory<byte> body)
    {
        (Status, _headers, Body) = (status, headers, body);
        Message = ErrorText.MessageOf(body.Span);
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The beginning of the body, decompressed; at most 64 KiB.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>What the body says, in whatever form: bounded, without markup. Empty when it says nothing.</summary>
    public string Message { get; }

    /// <summary>The first value of a header; null when there is none.</summary>
    /// <param name="name">In any case.</param>
    public string? GetHeader(string name) => _headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
