using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes strings; short ones that need no escapes are checked and copied by 128-bit vectors.</summary>
internal sealed class StringVectorColumnWriter : StringColumnWriter
{
    private const uint Null = 'n' | ('u' << 8) | ('l' << 16) | ((uint)'l' << 24);

    public override int WriteSlots(ColumnBuffer column, int start, int count, ValueForm form, Span<byte> slots)
    {
        // The slices fail where there is too little room.
        var strings = (StringColumnBuffer)column;
        ref byte slot = ref MemoryMarshal.GetReference(slots[..((count * Slots.Size) + Slots.Slack)]);
        ReadOnlySpan<byte> heap = strings.Heap;
        foreach (StringEntry entry in strings.Entries.Slice(start, count))
        {
            int length = (uint)(entry.Length - 1) < Slots.MaxString ? WriteShort(heap.Slice(entry.Offset, PinnedMemory.Slack), entry.Length, ref slot) : WriteOther(entry, ref slot);
            Unsafe.Add(ref slot, Slots.LengthAt) = (byte)length;
            slot = ref Unsafe.Add(ref slot, Slots.Size);
        }

        return Done;
    }

    /// <summary>Copies a text with what stands behind it, which does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteShort(ReadOnlySpan<byte> value, int length, ref byte slot)
    {
        ref byte from = ref MemoryMarshal.GetReference(value);
        Vector128<byte> first = Vector128.LoadUnsafe(ref from);
        Vector128<byte> second = Vector128.LoadUnsafe(ref from, (nuint)Vector128<byte>.Count);
        slot = (byte)'"';
        first.StoreUnsafe(ref slot, 1);
        second.StoreUnsafe(ref slot, (nuint)Vector128<byte>.Count + 1);
        Unsafe.Add(ref slot, length + 1) = (byte)'"';
        uint odd = FindOdd(first) | (FindOdd(second) << Vector128<byte>.Count);
        return (odd & ((1u << length) - 1)) == 0 ? length + 2 : Slots.Later;
    }

    /// <summary>A bit for each byte that is to be escaped or is not ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FindOdd(Vector128<byte> value)
    {
        // As signed numbers, what is not ASCII is below the blank too.
        Vector128<byte> controls = Vector128.LessThan(value.AsSByte(), Vector128.Create((sbyte)' ')).AsByte();
        return (controls | Vector128.Equals(value, Vector128.Create((byte)'"')) | Vector128.Equals(value, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
    }

    private static int WriteOther(StringEntry entry, ref byte slot)
    {
        if (entry.Length > 0) return Slots.Later;
        if (entry.Length == 0)
        {
            Unsafe.WriteUnaligned(ref slot, (ushort)('"' | ('"' << 8)));
            return 2;
        }

        Unsafe.WriteUnaligned(ref slot, Null);
        return 4;
    }
}
