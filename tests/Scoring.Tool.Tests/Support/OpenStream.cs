namespace Scoring.Tool.Tests.Support;

/// <summary>A pipe whose writer stays: after its content, reading blocks until it is released.</summary>
internal sealed class OpenStream(byte[] content, Action onDrained) : Stream
{
    private readonly MemoryStream _content = new(content);
    private readonly ManualResetEventSlim _released = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Release() => _released.Set();

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = _content.Read(buffer, offset, count);
        if (read > 0) return read;
        onDrained();
        _released.Wait();
        return 0;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
