using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Json.Reading.Fast;

/// <summary>As <see cref="Vector256Digits"/>, where AVX-512 takes the point out in one step.</summary>
internal readonly struct Vector512Digits : IDigits
{
    public static bool IsSupported => Avx512Vbmi2.VL.IsSupported && Avx512BW.VL.IsSupported;

    public static bool FindsOthers => true;

    public static ulong FindOthers(ref byte text) =>
        ~Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref text) - Vector512.Create((byte)'0'), Vector512.Create((byte)9)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref byte text, ulong others, out ulong significand, out int power)
    {
        int length = NumberLength.Find(ref text, others, out int integers);
        significand = 0;
        power = 0;
        if (length <= FastText.ShortLength)
        {
            if (length == 0) return 0;
            power = integers == length ? 0 : integers + 1 - length;
            significand = SwarDigits.ReadShort(SwarDigits.Load(ref text), integers, length);
            return length;
        }

        Vector256<byte> values = Vector256.LoadUnsafe(ref text) - Vector256.Create((byte)'0');
        Vector256<byte> areDigits = Vector256.LessThanOrEqual(values, Vector256.Create((byte)9));
        Vector256<byte> isNumber = Vector256.LessThan(Vector256<sbyte>.Indices, Vector256.Create((sbyte)length)).AsByte();
        significand = Vector256Digits.Value(Avx512Vbmi2.VL.Compress(Vector256<byte>.Zero, areDigits & isNumber, values));
        power = integers - 19;
        return length;
    }
}
