namespace Scoring.Tool.Tests.Support;

/// <summary>An output that cannot be written, with the system's error number.</summary>
internal sealed class BrokenPipe(int error) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => throw Error();

    public override void Write(ReadOnlySpan<byte> buffer) => throw Error();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException(Error());

    private IOException Error() => new("broken", error);
}
