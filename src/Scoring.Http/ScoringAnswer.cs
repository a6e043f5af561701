using System.Buffers;
using System.Net.Http.Headers;

namespace Scoring.Http;

/// <summary>A successful answer as a <see cref="ScoringCodec"/> reads it.</summary>
/// <remarks>Valid during the call that it is given to: the memory is pooled.</remarks>
public readonly struct ScoringAnswer
{
    private readonly HttpResponseHeaders? _headers;

    internal ScoringAnswer(in ReadOnlySequence<byte> body, HttpResponseHeaders? headers) => (Body, _headers) = (body, headers);

    /// <summary>The whole body, decompressed; in several segments where its length was not told and it is longer than 16 KiB.</summary>
    public ReadOnlySequence<byte> Body { get; }

    /// <summary>The first value of a header; null when there is none.</summary>
    /// <param name="name">In any case.</param>
    public string? GetHeader(string name) => _headers is not null && _headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
