using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Json.Reading.Fast;

/// <summary>All digits of a number in one 256-bit vector.</summary>
internal readonly struct Vector256Digits : ILongDigits
{
    public static bool IsSupported => Avx2.IsSupported;

    public static ulong FindOthers(ref byte text) => ~(DigitsOf(ref text, 0) | ((ulong)DigitsOf(ref text, 32) << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ref byte text, int integers, int length)
    {
        int digits = integers == length ? length : length - 1;
        Vector256<byte> values = Vector256.LoadUnsafe(ref text) - Vector256.Create((byte)'0');
        Vector256<byte> behind = Vector256.LoadUnsafe(ref text, 1) - Vector256.Create((byte)'0');
        Vector256<sbyte> places = Vector256<sbyte>.Indices;
        Vector256<byte> isBefore = Vector256.LessThan(places, Vector256.Create((sbyte)integers)).AsByte();
        Vector256<byte> isDigit = Vector256.LessThan(places, Vector256.Create((sbyte)digits)).AsByte();
        return Value(Vector256.ConditionalSelect(isBefore, values, behind) & isDigit);
    }

    /// <summary>The value of nineteen digits: sixteen in the lower half, three in the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Value(Vector256<byte> digits)
    {
        Vector256<short> pairs = Avx2.MultiplyAddAdjacent(digits, Vector256.Create((sbyte)10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        Vector256<int> quads = Avx2.MultiplyAddAdjacent(pairs, Vector256.Create((short)100, 1, 100, 1, 100, 1, 100, 1, 10, 1, 0, 0, 0, 0, 0, 0));
        Vector128<int> lower = quads.GetLower();
        Vector128<int> eights = Sse2.MultiplyAddAdjacent(Sse41.PackUnsignedSaturate(lower, lower).AsInt16(), Vector128.Create((short)10_000, 1, 10_000, 1, 10_000, 1, 10_000, 1));
        ulong both = eights.AsUInt64().ToScalar();
        return ((((uint)both * 100_000_000UL) + (both >> 32)) * 1000) + (uint)quads.GetUpper().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint DigitsOf(ref byte text, nuint at) =>
        Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref text, at) - Vector256.Create((byte)'0'), Vector256.Create((byte)9)).ExtractMostSignificantBits();
}
