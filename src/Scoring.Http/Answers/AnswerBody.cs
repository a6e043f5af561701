using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace Scoring.Http.Answers;

/// <summary>The body of an answer in pooled memory, decompressed: one array where its length is told or it is short, else one after the other as it comes, so that nothing is copied to make room.</summary>
/// <remarks>A reader of pipes would do the same, and allocate itself and its segments anew for every answer. It is read into by one thread; what is returned by <see cref="ReadAsync"/> does not change any more.</remarks>
internal struct AnswerBody : IDisposable
{
    /// <summary>So much is made room for at first where the length is not told, and so much at most at once.</summary>
    private const int UsualBytes = 16 << 10, MostBytes = 1 << 20;

    /// <summary>Those that are full; null when the first is not yet.</summary>
    private AnswerSegment? _first, _last;

    /// <summary>The one that is read into; null before the first, and after the end where there are others.</summary>
    private byte[]? _bytes;

    private int _count;

    /// <summary>What was read; valid until this is disposed.</summary>
    public readonly ReadOnlySequence<byte> Bytes =>
        _first is not null ? new ReadOnlySequence<byte>(_first, 0, _last!, _last!.Memory.Length)
        : _bytes is not null ? new ReadOnlySequence<byte>(_bytes, 0, _count)
        : ReadOnlySequence<byte>.Empty;

    /// <summary>Whether there is no more.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The beginning in one piece, valid as <see cref="Bytes"/> is.</summary>
    public readonly ReadOnlyMemory<byte> Beginning(int maxBytes)
    {
        ReadOnlySequence<byte> beginning = Bytes.Slice(0, Math.Min(Bytes.Length, maxBytes));
        return beginning.IsSingleSegment ? beginning.First : beginning.ToArray();
    }

    private readonly long Length => (_last?.End ?? 0) + _count;

    public readonly void Dispose()
    {
        if (_bytes is not null) ArrayPool<byte>.Shared.Return(_bytes);
        _first?.ReturnAll();
    }

    /// <summary>Reads a body, and stops once it is longer than it may be: a little of what is too much may be read too.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="maxBytes">How long it may be.</param>
    /// <param name="takesPart">Whether the beginning of one that is longer is of use; else nothing is read when its length says that it is.</param>
    /// <param name="isOwn">Whether it comes from the client's own handler, whose stream is there without a task.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<AnswerBody> ReadAsync(HttpResponseMessage response, int maxBytes, bool takesPart, bool isOwn, CancellationToken cancellationToken)
    {
        Stream raw = await OpenAsync(response.Content, isOwn, cancellationToken).ConfigureAwait(false);
        long? length = LengthOf(response);
        Stream stream = Decompress(raw, response.Content, ref length);
        var body = default(AnswerBody);
        if (length > maxBytes && !takesPart) return body;
        try
        {
            // One byte more than the length says, so that the end is seen without making more room.
            body._bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min((length + 1) ?? UsualBytes, maxBytes + 1L));
            do
            {
                int read = await stream.ReadAsync(body.Room(), cancellationToken).ConfigureAwait(false);
                body.IsWhole = read == 0;
                body._count += read;
            }
            while (!body.IsWhole && body.Length <= maxBytes);

            body.Close();
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
        finally
        {
            if (!ReferenceEquals(stream, raw)) await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static ValueTask<Stream> OpenAsync(HttpContent content, bool isOwn, CancellationToken cancellationToken) =>
        isOwn ? new ValueTask<Stream>(content.ReadAsStream(cancellationToken)) : new ValueTask<Stream>(content.ReadAsStreamAsync(cancellationToken));

    /// <summary>The length that is told; null when none is.</summary>
    /// <remarks>Over HTTP/1.1 the handler has looked at it and keeps it as a number. Over HTTP/2 it is still a text, and to have it parsed there allocates what nobody asks for again.</remarks>
    private static long? LengthOf(HttpResponseMessage response)
    {
        if (response.Version.Major < 2) return response.Content.Headers.ContentLength;
        return response.Content.Headers.NonValidated.TryGetValues("Content-Length", out HeaderStringValues text)
            && long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;
    }

    /// <summary>Where the next bytes go: never nowhere.</summary>
    private Memory<byte> Room()
    {
        if (_count == _bytes!.Length)
        {
            int size = (int)Math.Min(2L * _count, MostBytes);
            Append();
            _bytes = ArrayPool<byte>.Shared.Rent(size);
        }

        return _bytes.AsMemory(_count);
    }

    /// <summary>There is nothing more to come.</summary>
    private void Close()
    {
        if (_last is not null) Append();
    }

    private void Append()
    {
        _last = AnswerSegment.Create(_bytes!, _count, _last);
        _first ??= _last;
        (_bytes, _count) = (null, 0);
    }

    /// <summary>By the last encoding named; a handler that decompresses has taken it away already. The length told is that of what was compressed.</summary>
    private static Stream Decompress(Stream raw, HttpContent content, ref long? length)
    {
        if (!content.Headers.TryGetValues("Content-Encoding", out IEnumerable<string>? encodings)) return raw;
        Stream? stream = encodings.LastOrDefault()?.Trim().ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(raw, CompressionMode.Decompress),
            "BR" => new BrotliStream(raw, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(raw, CompressionMode.Decompress),
            _ => null,
        };
        if (stream is null) return raw;
        length = null;
        return stream;
    }
}
