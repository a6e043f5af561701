using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Sixteen places of a text as 32 bytes: for each place which digit stands there, then for each which character else.</summary>
internal static class DigitLayout
{
    public const int Places = 16;
    public const int Size = 2 * Places;

    /// <summary>A place that no digit goes to: the shuffle makes it 0.</summary>
    public const byte None = 0x80;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Place(Vector128<byte> digits, ref byte layout) =>
        Vector128.ShuffleNative(digits, Vector128.LoadUnsafe(ref layout)) | Vector128.LoadUnsafe(ref layout, Places);
}
