using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scoring.Records;

namespace Scoring.Tests.Records;

/// <summary>Where batches lie in memory: what tells whether one was returned and rented again.</summary>
internal static class Memory
{
    /// <summary>The first byte of the pooled memory that a batch lies in, whatever rows of it the batch is.</summary>
    public static nint Of(RecordBatch batch) => batch.ColumnAt(0).Address;

    /// <summary>The first byte that a span shows.</summary>
    public static nint Of<T>(Span<T> span) => Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span)));

    public static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    public static byte[] Bytes<T>(Span<T> values)
        where T : unmanaged => Bytes((ReadOnlySpan<T>)values);

    public static byte[] Bytes<T>(T[] values)
        where T : unmanaged => Bytes((ReadOnlySpan<T>)values);
}
