namespace Scoring.Tool.Input;

/// <summary>Cuts a stream into lines, in a buffer as long as the longest of them.</summary>
internal sealed class LineReader(Stream stream, int maxLineBytes)
{
    private const int FirstBufferBytes = 1 << 16;

    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _end;
    private bool _ended;
    private long _bytesRead;

    /// <summary>The number of the current line, 1 for the first.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes up to and with the current line.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>The next line, without its end; valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int scanned = 0;
        while (true)
        {
            int end = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (end >= 0) return Take(scanned + end, lineEnd: 1, out line);
            scanned = _end - _start;
            if (_ended) return Take(scanned, lineEnd: 0, out line) && !line.IsEmpty;
            Fill();
        }
    }

    private bool Take(int length, int lineEnd, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, length);
        if (Number == 0 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        _start += length + lineEnd;
        Volatile.Write(ref _bytesRead, _bytesRead + length + lineEnd);
        Number++;
        return true;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end > maxLineBytes) throw new InvalidDataException($"line {Number + 1} is longer than {maxLineBytes} bytes.");
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
    }
}
