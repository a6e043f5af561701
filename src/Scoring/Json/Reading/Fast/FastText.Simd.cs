using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Scoring.Json.Reading.Fast;

/// <summary>What the fast readers know of the text around numbers.</summary>
internal static class FastText
{
    /// <summary>Bytes that may be read from any place where a fast reader stands. Nearer to the end the general reader does the rest.</summary>
    public const int Reach = 64;

    /// <summary>Numbers up to this length are read as one 64-bit integer.</summary>
    public const int ShortLength = 8;

    /// <summary>Whether two texts are the same. Sixteen bytes of each are readable, or the length if that is more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Same(ref byte left, ref byte right, int length)
    {
        if (length > Vector128<byte>.Count) return SameLong(ref left, ref right, length);
        if (!Vector128.IsHardwareAccelerated) return SameShort(ref left, ref right, length);
        uint equal = Vector128.Equals(Vector128.LoadUnsafe(ref left), Vector128.LoadUnsafe(ref right)).ExtractMostSignificantBits();
        return (~equal & ((1u << length) - 1)) == 0;
    }

    /// <summary>How far it is from a comma to the next value: 2 where the first comma has a space behind it, as Python writes, else 1.</summary>
    public static int GapBehindCommas(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, Reach)];
        int comma = text.IndexOf((byte)',');
        return comma >= 0 && comma + 1 < text.Length && text[comma + 1] == (byte)' ' ? 2 : 1;
    }

    /// <summary>Whether a comma comes with that many bytes to the next value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsComma(ref byte text, int gap) => text == (byte)',' && (gap == 1 || Unsafe.Add(ref text, 1) == (byte)' ');

    /// <summary>The memory at an address that does not move.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte At(nint address) => ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), address);

    /// <summary>Up to sixteen bytes, at least one, as two 64-bit integers that may overlap.</summary>
    public static bool SameShort(ref byte left, ref byte right, int length)
    {
        ulong first = SwarDigits.Load(ref left) ^ SwarDigits.Load(ref right);
        if (length < sizeof(ulong)) return first << (8 * (sizeof(ulong) - length)) == 0;
        int rest = length - sizeof(ulong);
        return (first | (SwarDigits.Load(ref Unsafe.Add(ref left, rest)) ^ SwarDigits.Load(ref Unsafe.Add(ref right, rest)))) == 0;
    }

    private static bool SameLong(ref byte left, ref byte right, int length) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref left, length).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref right, length));
}
