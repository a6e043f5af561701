using System.Buffers;
using System.IO.Compression;

namespace Scoring.Http.Bodies;

/// <summary>Compresses a body that was written.</summary>
internal static class BodyCompressor
{
    /// <summary>A body shorter than a packet gains nothing.</summary>
    private const int LeastBytes = 1400;

    public static void Compress(ScoringRequestBody body, ScoringCompression compression)
    {
        if (compression == ScoringCompression.None || body.Length < LeastBytes) return;
        var output = new PooledStream(body.Length);
        using (Stream compressor = compression == ScoringCompression.GZip
            ? new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true)
            : new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            compressor.Write(body.Bytes.Span);
        }

        body.Replace(output.Detach(out int length), length);
        body.Encoding = compression == ScoringCompression.GZip ? "gzip" : "br";
    }

    /// <summary>Writes into a pooled array.</summary>
    private sealed class PooledStream(int size) : Stream
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
        private int _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public byte[] Detach(out int length)
        {
            length = _length;
            return _bytes;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (_bytes.Length - _length < buffer.Length) Grow(buffer.Length);
            buffer.CopyTo(_bytes.AsSpan(_length));
            _length += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Grow(int more)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + more, 2 * _bytes.Length));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
