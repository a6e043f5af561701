using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Eight values as up to sixteen digits each and the way they are laid out, in memory from where they are taken one by one.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DigitBlock
{
    public const int Count = 8;

    private FourDigits _firstFour;
    private FourDigits _lastFour;
    private Vector128<ushort> _rows;
    private ulong _lengths;
    private ulong _signs;

    /// <summary>Sets the digits.</summary>
    /// <param name="high">The first eight of each value, as numbers.</param>
    /// <param name="low">The last eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetDigits(Vector512<ulong> high, Vector512<ulong> low)
    {
        Vector512<byte> first = Avx512F.PermuteVar8x64x2(high, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), low).AsByte();
        Vector512<byte> last = Avx512F.PermuteVar8x64x2(high, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), low).AsByte();
        _firstFour.Set(first | Vector512.Create((byte)'0'));
        _lastFour.Set(last | Vector512.Create((byte)'0'));
    }

    /// <summary>Sets how the digits are laid out.</summary>
    /// <param name="rows">See <see cref="Row"/>.</param>
    /// <param name="lengths">Without the signs.</param>
    /// <param name="signs">1 for each value that is negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetLayouts(Vector512<ulong> rows, Vector512<ulong> lengths, Vector512<ulong> signs)
    {
        _rows = Avx512F.ConvertToVector128UInt16(rows);
        _lengths = Avx512F.ConvertToVector128Byte(lengths + signs).AsUInt64().ToScalar();
        _signs = Avx512F.ConvertToVector128Byte(signs).AsUInt64().ToScalar();
    }

    /// <summary>Sets one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ref DigitBlock block, nint index, Vector128<byte> digits, int row, int length, int sign)
    {
        Unsafe.Add(ref block._firstFour.First, index) = digits;
        Unsafe.Add(ref Unsafe.As<Vector128<ushort>, ushort>(ref block._rows), index) = (ushort)row;
        Unsafe.Add(ref Unsafe.As<ulong, byte>(ref block._lengths), index) = (byte)(length + sign);
        Unsafe.Add(ref Unsafe.As<ulong, byte>(ref block._signs), index) = (byte)sign;
    }

    /// <summary>The digits of a value as characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Digits(ref DigitBlock block, nint index) => Unsafe.Add(ref block._firstFour.First, index);

    /// <summary>The offset of the <see cref="DigitLayout"/> that puts the point among the digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Row(ref DigitBlock block, nint index) => Unsafe.Add(ref Unsafe.As<Vector128<ushort>, ushort>(ref block._rows), index);

    /// <summary>The length of the text with its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ref DigitBlock block, nint index) => Unsafe.Add(ref Unsafe.As<ulong, byte>(ref block._lengths), index);

    /// <summary>1 for a negative value, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Sign(ref DigitBlock block, nint index) => Unsafe.Add(ref Unsafe.As<ulong, byte>(ref block._signs), index);

    /// <summary>Stored in the parts in which it is loaded again: a load of a part of a wider store would wait until that is in the cache.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FourDigits
    {
        public Vector128<byte> First;
        private Vector128<byte> _second;
        private Vector128<byte> _third;
        private Vector128<byte> _fourth;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Set(Vector512<byte> digits)
        {
            First = digits.GetLower().GetLower();
            _second = digits.GetLower().GetUpper();
            _third = digits.GetUpper().GetLower();
            _fourth = digits.GetUpper().GetUpper();
        }
    }
}
