using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Eight values as sixteen digits each, in memory from where they are taken one by one.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DigitBlock
{
    public const int Count = 8;

    private FourDigits _firstFour;
    private FourDigits _lastFour;
    private ulong _points;
    private ulong _nonZeroInFirst;
    private ulong _nonZeroInLast;

    /// <summary>Sets the digits.</summary>
    /// <param name="high">The first eight of each value, as numbers.</param>
    /// <param name="low">The last eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(Vector512<ulong> high, Vector512<ulong> low)
    {
        Vector512<byte> first = Avx512F.PermuteVar8x64x2(high, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), low).AsByte();
        Vector512<byte> last = Avx512F.PermuteVar8x64x2(high, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), low).AsByte();
        _nonZeroInFirst = ~Vector512.Equals(first, Vector512<byte>.Zero).ExtractMostSignificantBits();
        _nonZeroInLast = ~Vector512.Equals(last, Vector512<byte>.Zero).ExtractMostSignificantBits();
        _firstFour.Set(first | Vector512.Create((byte)'0'));
        _lastFour.Set(last | Vector512.Create((byte)'0'));
    }

    /// <summary>Sets how many digits of each value stand before its point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetPoints(Vector512<ulong> points) => _points = Avx512F.ConvertToVector128Byte(points).AsUInt64().ToScalar();

    /// <summary>The digits of a value as characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Digits(ref DigitBlock block, int index) => Unsafe.Add(ref block._firstFour.First, index);

    /// <summary>See <see cref="Digits128.NonZero"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NonZero(ref DigitBlock block, int index) => Unsafe.Add(ref Unsafe.As<ulong, ushort>(ref block._nonZeroInFirst), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Point(ref DigitBlock block, int index) => Unsafe.Add(ref Unsafe.As<ulong, sbyte>(ref block._points), index);

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
