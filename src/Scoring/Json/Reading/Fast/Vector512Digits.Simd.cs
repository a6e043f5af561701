using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Json.Reading.Fast;

/// <summary>As <see cref="Vector256Digits"/>, where AVX-512 takes the point out in one step.</summary>
internal readonly struct Vector512Digits : ILongDigits
{
    public static bool IsSupported => Avx512Vbmi2.VL.IsSupported && Avx512BW.VL.IsSupported;

    public static ulong FindOthers(ref byte text) =>
        ~Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref text) - Vector512.Create((byte)'0'), Vector512.Create((byte)9)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ref byte text, int integers, int length)
    {
        Vector256<byte> values = Vector256.LoadUnsafe(ref text) - Vector256.Create((byte)'0');
        Vector256<byte> areDigits = Vector256.LessThanOrEqual(values, Vector256.Create((byte)9));
        Vector256<byte> isNumber = Vector256.LessThan(Vector256<sbyte>.Indices, Vector256.Create((sbyte)length)).AsByte();
        return Vector256Digits.Value(Avx512Vbmi2.VL.Compress(Vector256<byte>.Zero, areDigits & isNumber, values));
    }
}
