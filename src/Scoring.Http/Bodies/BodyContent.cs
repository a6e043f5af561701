using System.Net;
using System.Net.Http.Headers;
using Scoring.Http.Sending;

namespace Scoring.Http.Bodies;

/// <summary>A body as one attempt sends it, straight from pooled memory; then the next one.</summary>
/// <remarks>
/// <para>The answer, and the end of the attempt, may come before the body is sent: each write holds the memory by itself.</para>
/// <para>A content of bytes by its base, as those are sent before the answer is waited for: for any other content HTTP/2 waits for both at once, which costs tasks. The base's own bytes are none.</para>
/// </remarks>
/// <param name="hasLength">Whether the length is told; chunks are sent otherwise.</param>
internal sealed class BodyContent(bool hasLength) : ByteArrayContent([])
{
    private const string EncodingHeader = "Content-Encoding";

    private readonly Lock _lock = new();

    /// <summary>Null between attempts. Under <see cref="_lock"/>.</summary>
    private ScoringRequestBody? _body;

    /// <summary>A write of this attempt that did not end at once, whose hold of the body is let go when the attempt is over; null when there is none. Under <see cref="_lock"/>.</summary>
    private Task? _write;

    private string? _encoding;
    private volatile bool _isLeftWriting;

    /// <summary>Whether a write has gone on after its attempt.</summary>
    public bool IsLeftWriting => _isLeftWriting;

    /// <summary>Holds a body that its caller holds meanwhile.</summary>
    public void Begin(ScoringRequestBody body)
    {
        body.TryHold();
        MediaTypeHeaderValue type = ContentTypes.Parse(body.ContentType);
        if (!ReferenceEquals(Headers.ContentType, type)) Headers.ContentType = type;
        if (_encoding != body.Encoding) SetEncoding(body.Encoding);

        // Told once, a length stays.
        if (hasLength && Headers.ContentLength != body.Length) Headers.ContentLength = body.Length;
        lock (_lock) _body = body;
    }

    /// <summary>Lets go of the body, but for a write that goes on.</summary>
    public void End()
    {
        ScoringRequestBody? body;
        Task? write;
        lock (_lock) (body, write, _body, _write) = (_body, _write, null, null);
        body?.Release();
        if (write is null) return;
        if (write.IsCompleted) body!.Release();
        else ReleaseAfter(write, body!);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <remarks>Not async: what would release the body after the write is a state machine for every request.</remarks>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ScoringRequestBody body = Hold();
        bool isGoingOn = false;
        try
        {
            Task write = stream.WriteAsync(body.Bytes, cancellationToken).AsTask();
            isGoingOn = !write.IsCompleted;
            if (isGoingOn && !TryKeep(write, body)) ReleaseAfter(write, body);
            return write;
        }
        finally
        {
            if (!isGoingOn) body.Release();
        }
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ScoringRequestBody body = Hold();
        try
        {
            stream.Write(body.Bytes.Span);
        }
        finally
        {
            body.Release();
        }
    }

    /// <summary>For handlers that look at what is sent.</summary>
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        ScoringRequestBody body = Hold();
        try
        {
            return new MemoryStream(body.Bytes.ToArray(), writable: false);
        }
        finally
        {
            body.Release();
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(CreateContentReadStream(CancellationToken.None));

    protected override void Dispose(bool disposing)
    {
        if (disposing) End();
        base.Dispose(disposing);
    }

    private ScoringRequestBody Hold()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_body is null || !_body.TryHold(), this);
            return _body;
        }
    }

    /// <summary>Leaves a write to the end of the attempt; not one that is over already, nor a second write at once.</summary>
    private bool TryKeep(Task write, ScoringRequestBody body)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_body, body) || _write is { IsCompleted: false }) return false;
            if (_write is not null) body.Release();
            _write = write;
            return true;
        }
    }

    private void ReleaseAfter(Task write, ScoringRequestBody body)
    {
        _isLeftWriting = true;
        write.ContinueWith(static (_, body) => ((ScoringRequestBody)body!).Release(), body, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void SetEncoding(string? encoding)
    {
        Headers.Remove(EncodingHeader);
        if (encoding is not null) Headers.TryAddWithoutValidation(EncodingHeader, encoding);
        _encoding = encoding;
    }
}
