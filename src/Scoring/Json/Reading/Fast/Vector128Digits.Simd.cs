using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Json.Reading.Fast;

/// <summary>Digits sixteen at a time.</summary>
internal readonly struct Vector128Digits : ILongDigits
{
    public static bool IsSupported => Sse41.IsSupported;

    public static ulong FindOthers(ref byte text) =>
        ~(DigitsOf(ref text, 0) | ((ulong)DigitsOf(ref text, 16) << 16) | ((ulong)DigitsOf(ref text, 32) << 32) | ((ulong)DigitsOf(ref text, 48) << 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ref byte text, int integers, int length)
    {
        int digits = integers == length ? length : length - 1;
        Vector128<byte> first = Vector128.LoadUnsafe(ref text) - Vector128.Create((byte)'0');
        Vector128<byte> second = Vector128.LoadUnsafe(ref text, 16) - Vector128.Create((byte)'0');
        Vector128<byte> shifted = Vector128.LoadUnsafe(ref text, 1) - Vector128.Create((byte)'0');
        Vector128<byte> shiftedSecond = Vector128.LoadUnsafe(ref text, 17) - Vector128.Create((byte)'0');
        Vector128<byte> sixteen = Join(first, shifted, integers, digits);
        Vector128<byte> rest = Join(second, shiftedSecond, integers - 16, digits - 16);
        return (Value(sixteen) * 1000) + (100u * rest[0]) + (10u * rest[1]) + rest[2];
    }

    /// <summary>The value of sixteen digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(Vector128<byte> digits)
    {
        Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create((sbyte)10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1));
        Vector128<int> quads = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create((short)100, 1, 100, 1, 100, 1, 100, 1));
        Vector128<int> eights = Sse2.MultiplyAddAdjacent(Sse41.PackUnsignedSaturate(quads, quads).AsInt16(), Vector128.Create((short)10_000, 1, 10_000, 1, 10_000, 1, 10_000, 1));
        ulong both = eights.AsUInt64().ToScalar();
        return ((uint)both * 100_000_000UL) + (both >> 32);
    }

    /// <summary>The digits before the point and those behind it without a gap, and zeros after the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Join(Vector128<byte> before, Vector128<byte> behind, int integers, int digits)
    {
        Vector128<sbyte> places = Vector128<sbyte>.Indices;
        Vector128<byte> isBefore = Vector128.LessThan(places, Vector128.Create((sbyte)integers)).AsByte();
        Vector128<byte> isDigit = Vector128.LessThan(places, Vector128.Create((sbyte)digits)).AsByte();
        return Vector128.ConditionalSelect(isBefore, before, behind) & isDigit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint DigitsOf(ref byte text, nuint at) =>
        Vector128.LessThanOrEqual(Vector128.LoadUnsafe(ref text, at) - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits();
}
