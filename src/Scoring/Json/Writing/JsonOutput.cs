using System.Buffers;

namespace Scoring.Json.Writing;

/// <summary>The bytes on their way into an <see cref="IBufferWriter{T}"/>: its span is asked for in large pieces and handed out in small ones.</summary>
internal ref struct JsonOutput(IBufferWriter<byte> target)
{
    /// <summary>What vector code may write behind the end of a text. <see cref="Reserve"/> makes room for it too.</summary>
    public const int Slack = 64;

    private const int MinRequest = 4096;

    private readonly IBufferWriter<byte> _target = target;
    private Span<byte> _span;
    private int _used;

    /// <summary>Free space of at least that many bytes, and <see cref="Slack"/>; what is written counts only once <see cref="Advance"/> says so.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (_span.Length - _used < bytes + Slack) Renew(bytes + Slack);
        return _span[_used..];
    }

    public void Advance(int bytes) => _used += bytes;

    public void Write(byte value)
    {
        Reserve(1)[0] = value;
        _used++;
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        _used += value.Length;
    }

    /// <summary>Hands what was written to the target.</summary>
    public void Flush()
    {
        if (_used > 0) _target.Advance(_used);
        _span = default;
        _used = 0;
    }

    private void Renew(int bytes)
    {
        Flush();
        _span = _target.GetSpan(Math.Max(bytes, MinRequest));
    }
}
