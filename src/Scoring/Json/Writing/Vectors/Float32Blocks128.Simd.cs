using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Scoring.Json.Numbers;

namespace Scoring.Json.Writing.Vectors;

/// <summary>binary32: digits found one by one, but all of a block before the first is written, so that either part has registers for all it needs.</summary>
internal readonly struct Float32Blocks128 : IDigitBlocks<float>
{
    public static ref byte Layouts => ref PointLayout.Layouts;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Find(ref float values, scoped ref DigitBlock block)
    {
        uint found = 0;
        for (int i = 0; i < DigitBlock.Count; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(Unsafe.Add(ref values, i));
            uint magnitude = bits & (uint.MaxValue >> 1);
            if (!ShortestSingle.TryFind(magnitude, out uint nine, out int point) || !PointLayout.HasPlace(point))
            {
                if (bits != 0) continue;
                (nine, point) = (0, 1);
            }

            Vector128<byte> digits = Float32Digits.Split(nine);
            int length = PointLayout.Length(Digits128.Count(Digits128.NonZero(digits)), point);
            DigitBlock.Set(ref block, i, Digits128.ToAscii(digits), PointLayout.RowOf(point), length, (int)(bits >> 31));
            found |= 1u << i;
        }

        return found;
    }
}
