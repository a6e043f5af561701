using System.Buffers;

namespace Scoring.Json.Reading;

/// <summary>A string without its escapes, in rented memory.</summary>
internal readonly ref struct UnescapedText : IDisposable
{
    private readonly byte[] _rented;
    private readonly int _length;

    public UnescapedText(ReadOnlySpan<byte> raw)
    {
        _rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        _length = JsonEscapes.Unescape(raw, _rented);
    }

    public ReadOnlySpan<byte> Bytes => _rented.AsSpan(0, _length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
