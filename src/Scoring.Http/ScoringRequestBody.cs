using System.Buffers;
using Scoring.Http.Sending;

namespace Scoring.Http;

/// <summary>The body of a request while a <see cref="ScoringCodec"/> writes it: pooled memory, and what headers say of it.</summary>
/// <remarks>
/// Written once by one thread; then sent by each attempt, and given back when the last one that sends it lets go: an attempt that has ended may still be sending.
/// </remarks>
public sealed class ScoringRequestBody : IBufferWriter<byte>, IDisposable
{
    private const int LeastBytes = 4096;

    private readonly int _maxBytes;
    private readonly Action<ScoringRequestBody>? _onFree;
    private byte[] _bytes = [];

    /// <summary>The call that built it, and each attempt and each write that uses it. Given back at 0.</summary>
    private int _holders;

    /// <param name="maxBytes">The longest that it may become.</param>
    /// <param name="onFree">Takes it when nobody holds it any more.</param>
    internal ScoringRequestBody(int maxBytes, Action<ScoringRequestBody>? onFree = null) => (_maxBytes, _onFree) = (maxBytes, onFree);

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>The media type: <c>application/json</c> unless set.</summary>
    public string ContentType { get; set; } = ContentTypes.Json;

    /// <summary>A header of this request, by name, such as one that tells where a part of the body begins; null for none.</summary>
    public KeyValuePair<string, string>? Header { get; set; }

    /// <summary>How it is compressed; null when it is not.</summary>
    internal string? Encoding { get; set; }

    internal ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
        if (Length > _maxBytes) HttpThrow.RequestTooLarge(_maxBytes);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Lets go of it.</summary>
    void IDisposable.Dispose() => Release();

    /// <summary>Begins its use, for one holder.</summary>
    internal void Begin() => Volatile.Write(ref _holders, 1);

    /// <summary>Holds it, unless nobody does any more.</summary>
    internal bool TryHold()
    {
        int seen = Volatile.Read(ref _holders);
        while (seen > 0)
        {
            int before = Interlocked.CompareExchange(ref _holders, seen + 1, seen);
            if (before == seen) return true;
            seen = before;
        }

        return false;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0) return;
        byte[] bytes = _bytes;
        (_bytes, Length, ContentType, Header, Encoding) = ([], 0, ContentTypes.Json, null, null);
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        _onFree?.Invoke(this);
    }

    /// <summary>Replaces what was written by something shorter that stands for it.</summary>
    internal void Replace(byte[] bytes, int length)
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, Length) = (bytes, length);
    }

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        sizeHint = Math.Max(1, sizeHint);
        if (_bytes.Length - Length >= sizeHint) return;
        long size = Math.Max(Math.Max((long)Length + sizeHint, 2L * _bytes.Length), LeastBytes);
        if (size > Array.MaxLength) HttpThrow.RequestTooLarge(_maxBytes);
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)size);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
