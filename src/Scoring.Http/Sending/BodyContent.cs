using System.Net;

namespace Scoring.Http.Sending;

/// <summary>A body as one attempt sends it, straight from pooled memory.</summary>
/// <remarks>The answer, and the end of the attempt, may come before the body is sent: each write holds the memory by itself.</remarks>
internal sealed class BodyContent : HttpContent
{
    private readonly ScoringRequestBody _body;
    private readonly bool _hasLength;

    /// <summary>0 once it has let go of the body; changed by an interlocked exchange.</summary>
    private int _holds = 1;

    /// <param name="body">Held by the caller meanwhile.</param>
    /// <param name="hasLength">Whether the length is told; chunks are sent otherwise.</param>
    public BodyContent(ScoringRequestBody body, bool hasLength)
    {
        (_body, _hasLength) = (body, hasLength);
        body.TryHold();
        Headers.ContentType = ContentTypes.Parse(body.ContentType);
        if (body.Encoding is { } encoding) Headers.TryAddWithoutValidation("Content-Encoding", encoding);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _hasLength ? _body.Length : 0;
        return _hasLength;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!_body.TryHold(), this);
        try
        {
            await stream.WriteAsync(_body.Bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _body.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _holds, 0) == 1) _body.Release();
        base.Dispose(disposing);
    }
}
