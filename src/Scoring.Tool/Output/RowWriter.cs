using Scoring.Tool.Features;

namespace Scoring.Tool.Output;

/// <summary>Writes rows into memory, value by value in the order of the header, until they are flushed.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>How long a cancelled write may take to end: a pipe that nobody reads never does.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    /// <summary>About what has not been handed on yet.</summary>
    public long BufferedBytes => Buffer.Length;

    protected MemoryStream Buffer { get; } = new();

    public abstract void WriteHeader(IReadOnlyList<string> columns);

    public abstract void WriteKept(Cell cell);

    public abstract void Write(float value);

    public abstract void Write(double value);

    public abstract void Write(Half value);

    public abstract void Write(long value);

    public abstract void Write(ulong value);

    public abstract void Write(bool value);

    /// <summary>Writes a text in UTF-8.</summary>
    public abstract void Write(ReadOnlySpan<byte> text);

    public abstract void WriteNull();

    public abstract void EndRow();

    /// <summary>Hands on what was written: whole rows, even when it is cancelled, unless nobody takes them.</summary>
    public async Task FlushAsync(Stream stream, CancellationToken cancellationToken)
    {
        CompleteBuffer();
        Task write = stream.WriteAsync(Buffer.GetBuffer().AsMemory(0, (int)Buffer.Length), CancellationToken.None).AsTask();
        try
        {
            await write.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await write.WaitAsync(s_grace, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        Buffer.SetLength(0);
    }

    public virtual void Dispose() => Buffer.Dispose();

    protected abstract void CompleteBuffer();
}
