using System.Runtime.CompilerServices;

namespace Scoring.Json.Reading.Fast;

/// <summary>Long numbers by vectors, short ones in a 64-bit integer, which is faster.</summary>
internal readonly struct VectorDigits<TLong> : IDigits
    where TLong : struct, ILongDigits
{
    public static bool IsSupported => TLong.IsSupported;

    public static bool FindsOthers => true;

    public static ulong FindOthers(ref byte text) => TLong.FindOthers(ref text);

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

        significand = TLong.Read(ref text, integers, length);
        power = integers - ILongDigits.Count;
        return length;
    }
}
