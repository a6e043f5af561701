using Scoring.Tool.Features;

namespace Scoring.Tool.Output;

/// <summary>Writes rows into memory, value by value in the order of the header, until they are flushed.</summary>
internal abstract class RowWriter : IDisposable
{
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

    /// <summary>Hands on what was written: whole rows, always.</summary>
    public async ValueTask FlushAsync(Stream stream)
    {
        CompleteBuffer();
        await stream.WriteAsync(Buffer.GetBuffer().AsMemory(0, (int)Buffer.Length)).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
        Buffer.SetLength(0);
    }

    public virtual void Dispose() => Buffer.Dispose();

    protected abstract void CompleteBuffer();
}
