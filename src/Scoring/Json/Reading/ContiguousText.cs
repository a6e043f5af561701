using System.Buffers;

namespace Scoring.Json.Reading;

/// <summary>A text in one piece: its only segment, or a rented copy of several.</summary>
/// <remarks>A parser that can stop between any two bytes costs more per number than copying them does.</remarks>
internal readonly ref struct ContiguousText : IDisposable
{
    private readonly byte[]? _rented;

    public ContiguousText(in ReadOnlySequence<byte> json, int maxBytes)
    {
        if (json.Length > maxBytes) JsonThrow.Limit(maxBytes, $"at most {nameof(JsonFrameReaderOptions.MaxBytes)} = {maxBytes} bytes", $"{json.Length} bytes");
        if (json.IsSingleSegment)
        {
            Bytes = json.FirstSpan;
            return;
        }

        int length = (int)json.Length;
        _rented = ArrayPool<byte>.Shared.Rent(length);
        json.CopyTo(_rented);
        Bytes = _rented.AsSpan(0, length);
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }
}
