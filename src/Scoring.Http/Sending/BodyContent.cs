using System.Net;
using System.Net.Http.Headers;

namespace Scoring.Http.Sending;

/// <summary>A body as one attempt sends it, straight from pooled memory; then the next one.</summary>
/// <remarks>The answer, and the end of the attempt, may come before the body is sent: each write holds the memory by itself.</remarks>
/// <param name="hasLength">Whether the length is told; chunks are sent otherwise.</param>
internal sealed class BodyContent(bool hasLength) : HttpContent
{
    private const string EncodingHeader = "Content-Encoding";

    /// <summary>Null between attempts; taken away by an interlocked exchange.</summary>
    private ScoringRequestBody? _body;

    private string? _encoding;

    /// <summary>Writes that are going on; changed by interlocked operations.</summary>
    private int _writes;

    public bool IsWriting => Volatile.Read(ref _writes) != 0;

    /// <summary>Holds a body that its caller holds meanwhile.</summary>
    public void Begin(ScoringRequestBody body)
    {
        body.TryHold();
        MediaTypeHeaderValue type = ContentTypes.Parse(body.ContentType);
        if (!ReferenceEquals(Headers.ContentType, type)) Headers.ContentType = type;
        if (_encoding != body.Encoding) SetEncoding(body.Encoding);

        // Told once, a length stays.
        if (hasLength && Headers.ContentLength != body.Length) Headers.ContentLength = body.Length;
        Volatile.Write(ref _body, body);
    }

    /// <summary>Lets go of the body.</summary>
    public void End() => Interlocked.Exchange(ref _body, null)?.Release();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ScoringRequestBody? body = Volatile.Read(ref _body);
        ObjectDisposedException.ThrowIf(body is null || !body.TryHold(), this);
        Interlocked.Increment(ref _writes);
        try
        {
            await stream.WriteAsync(body.Bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _writes);
            body.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) End();
        base.Dispose(disposing);
    }

    private void SetEncoding(string? encoding)
    {
        Headers.Remove(EncodingHeader);
        if (encoding is not null) Headers.TryAddWithoutValidation(EncodingHeader, encoding);
        _encoding = encoding;
    }
}
