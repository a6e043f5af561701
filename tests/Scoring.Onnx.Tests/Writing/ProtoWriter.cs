using System.Buffers.Binary;
using System.Text;

namespace Scoring.Onnx.Tests.Writing;

/// <summary>Writes one protobuf message (https://protobuf.dev/programming-guides/encoding).</summary>
internal sealed class ProtoWriter
{
    private const int VarintType = 0;
    private const int BytesType = 2;
    private const int Fixed32Type = 5;

    private readonly MemoryStream _message = new();

    public ProtoWriter Varint(int field, long value)
    {
        Tag(field, VarintType);
        Varint((ulong)value);
        return this;
    }

    public ProtoWriter Float(int field, float value)
    {
        Tag(field, Fixed32Type);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _message.Write(bytes);
        return this;
    }

    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, BytesType);
        Varint((ulong)value.Length);
        _message.Write(value);
        return this;
    }

    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Message(int field, ProtoWriter value) => Bytes(field, value.ToArray());

    public byte[] ToArray() => _message.ToArray();

    private void Tag(int field, int type) => Varint(((ulong)field << 3) | (uint)type);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _message.WriteByte((byte)(value | 0x80));
        _message.WriteByte((byte)value);
    }
}
