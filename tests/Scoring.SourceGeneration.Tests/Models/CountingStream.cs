namespace Scoring.SourceGeneration.Tests.Models;

/// <summary>Counts what is read, not what is passed over.</summary>
internal sealed class CountingStream(byte[] content) : MemoryStream(content)
{
    public int BytesRead { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        BytesRead += read;
        return read;
    }

    public override int ReadByte()
    {
        BytesRead++;
        return base.ReadByte();
    }
}
