using System.Text;

namespace Scoring.Build.Onnx;

/// <summary>Walks over the fields of a protobuf message in a stream, passing over those that nobody asks for: a model's weights are never read.</summary>
/// <remarks>The format: protobuf.dev/programming-guides/encoding. Of groups, which ONNX does not use, it knows nothing.</remarks>
internal sealed class ProtobufReader(Stream stream)
{
    /// <summary>No name is longer; a length beyond it is damage.</summary>
    private const int MostTextBytes = 1 << 20;

    private const int MostVarintBytes = 10;

    private readonly long _length = stream.Length;
    private long _position;

    /// <summary>The number of the field that is read.</summary>
    public int Field { get; private set; }

    public WireType Type { get; private set; }

    /// <summary>Where the message ends that is the whole stream.</summary>
    public long End => _length;

    /// <summary>Reads the next field's number and type; false at the message's end.</summary>
    public bool Next(long end)
    {
        if (_position == end) return false;
        if (_position > end) throw new DamagedModelException($"a field runs past the end of its message at byte {end}");
        ulong tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Type = (WireType)(tag & 7);
        if (Field == 0 || Type is not (WireType.Varint or WireType.Fixed64 or WireType.Delimited or WireType.Fixed32))
            throw new DamagedModelException($"there is no field where one is expected, at byte {_position}");
        return true;
    }

    /// <summary>Whether the field has this number and holds bytes: a message or text.</summary>
    public bool Is(int field) => Field == field && Type == WireType.Delimited;

    public bool IsNumber(int field) => Field == field && Type == WireType.Varint;

    /// <summary>Enters the field's message.</summary>
    /// <returns>Where it ends.</returns>
    public long Enter()
    {
        ulong length = ReadVarint();
        if (length > (ulong)(_length - _position))
            throw new DamagedModelException($"field {Field} at byte {_position} wants {length} bytes, and the file has {_length - _position} left");
        return _position + (long)length;
    }

    public long ReadNumber() => unchecked((long)ReadVarint());

    public string ReadText()
    {
        long end = Enter();
        if (end - _position > MostTextBytes) throw new DamagedModelException($"a name at byte {_position} has {end - _position} bytes");
        var bytes = new byte[end - _position];
        for (int read = 0; read < bytes.Length;)
        {
            int more = stream.Read(bytes, read, bytes.Length - read);
            if (more == 0) throw Short();
            read += more;
        }

        _position = end;
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Passes over the field.</summary>
    public void Skip()
    {
        switch (Type)
        {
            case WireType.Varint: ReadVarint(); break;
            case WireType.Fixed64: MoveTo(_position + 8); break;
            case WireType.Fixed32: MoveTo(_position + 4); break;
            default: MoveTo(Enter()); break;
        }
    }

    private void MoveTo(long position)
    {
        if (position > _length) throw Short();
        _position = stream.Seek(position, SeekOrigin.Begin);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < MostVarintBytes; i++)
        {
            int next = stream.ReadByte();
            if (next < 0) throw Short();
            _position++;
            value |= (ulong)(next & 0x7f) << (7 * i);
            if (next < 0x80) return value;
        }

        throw new DamagedModelException($"a number has no end at byte {_position}");
    }

    private DamagedModelException Short() => new($"it ends in the middle of a field, after {_length} bytes");
}
