using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Scoring.Http.Answers;

/// <summary>The body of an answer in one pooled array, decompressed.</summary>
internal readonly struct AnswerBody : IDisposable
{
    /// <summary>So much is made room for where the length is not told.</summary>
    private const int UsualBytes = 16 << 10;

    private readonly byte[]? _bytes;
    private readonly int _length;

    private AnswerBody(byte[] bytes, int length, bool isWhole) => (_bytes, _length, IsWhole) = (bytes, length, isWhole);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    /// <summary>Whether there is no more.</summary>
    public bool IsWhole { get; }

    public void Dispose()
    {
        if (_bytes is not null) ArrayPool<byte>.Shared.Return(_bytes);
    }

    /// <summary>Reads a body, and stops once it is longer than it may be.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<AnswerBody> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        Stream raw = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        long? length = content.Headers.ContentLength;
        Stream stream = Decompress(raw, content, ref length);
        if (length > maxBytes) return new AnswerBody([], 0, isWhole: false);

        // One byte more than the length says, so that the end is seen without making more room.
        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min((length + 1) ?? UsualBytes, maxBytes + 1L));
        int count = 0;
        try
        {
            while (true)
            {
                if (count == bytes.Length) bytes = Grow(bytes, count);
                int read = await stream.ReadAsync(bytes.AsMemory(count), cancellationToken).ConfigureAwait(false);
                if (read == 0) return new AnswerBody(bytes, count, isWhole: true);
                count += read;
                if (count > maxBytes) return new AnswerBody(bytes, maxBytes, isWhole: false);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
        finally
        {
            if (!ReferenceEquals(stream, raw)) await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static byte[] Grow(byte[] bytes, int count)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * count, Array.MaxLength));
        bytes.AsSpan(0, count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        return larger;
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
