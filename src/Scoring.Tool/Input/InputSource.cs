namespace Scoring.Tool.Input;

/// <summary>The rows' stream, whose beginning can be looked at before it is read.</summary>
/// <param name="name">The file's name, for messages.</param>
/// <param name="stream">Stays its owner's to dispose.</param>
internal sealed class InputSource(string name, Stream stream)
{
    private const int ReadBytes = 1 << 16;
    private const int MostPeeked = 1 << 20;

    /// <summary>A header and a row: enough to look at where no more has come yet.</summary>
    private const int FewestLines = 2;

    public string Name { get; } = name;

    /// <summary>All of it, whatever was looked at.</summary>
    public Stream Stream { get; private set; } = stream;

    /// <summary>The beginning, in whole lines: what one read gives, if that is a header and a row.</summary>
    public byte[] Peek()
    {
        var bytes = new byte[ReadBytes];
        int length = 0, lines = 0;
        bool isAll = false;
        while (!isAll && lines < FewestLines && length < MostPeeked)
        {
            if (length == bytes.Length) Array.Resize(ref bytes, 2 * length);
            int read = Stream.Read(bytes, length, bytes.Length - length);
            lines += bytes.AsSpan(length, read).Count((byte)'\n');
            length += read;
            isAll = read == 0;
        }

        Stream = new ReplayStream(bytes.AsMemory(0, length), Stream);
        return isAll ? bytes[..length] : bytes[..(bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1)];
    }
}
