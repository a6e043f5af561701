using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Scoring.Records.Memory;

/// <summary>Bytes that never move and whose base is 64-byte aligned.</summary>
/// <remarks>
/// The memory is a managed array on the pinned object heap rather than native memory: a stale span reads old data at worst, never freed memory,
/// and a dropped buffer needs no finalizer.
/// </remarks>
internal struct PinnedMemory
{
    /// <summary>A cache line, and the widest vector register.</summary>
    public const int Alignment = 64;

    /// <summary>Bytes behind the last that vector code may read; they hold nothing.</summary>
    public const int Slack = 32;

    private byte[]? _array;
    private int _offset;

    public readonly int Capacity => _array is null ? 0 : _array.Length - Alignment - Slack;

    public readonly Span<byte> Span(int start, int length) => _array.AsSpan(_offset + start, length);

    /// <summary>The first bytes and <see cref="Slack"/> more; empty when there is no memory.</summary>
    public readonly ReadOnlySpan<byte> SpanWithSlack(int length) => _array is null ? default : _array.AsSpan(_offset, length + Slack);

    /// <summary>The address of the first byte; stays valid while the memory is reachable and not replaced.</summary>
    public readonly nint Address => _array is null ? 0 : Marshal.UnsafeAddrOfPinnedArrayElement(_array, _offset);

    /// <summary>Replaces the memory by a larger one; the content up to <paramref name="keep"/> bytes moves along.</summary>
    public void Grow(int capacity, int keep)
    {
        Debug.Assert(capacity >= keep);
        byte[] array = GC.AllocateUninitializedArray<byte>(capacity + Alignment + Slack, pinned: true);
        int offset = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) & (Alignment - 1));
        if (keep > 0) Span(0, keep).CopyTo(array.AsSpan(offset));
        (_array, _offset) = (array, offset);
    }
}
