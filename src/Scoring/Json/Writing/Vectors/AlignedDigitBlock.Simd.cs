using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scoring.Json.Writing.Vectors;

/// <summary>Room on the stack for a <see cref="DigitBlock"/> that begins with a cache line.</summary>
/// <remarks>Frames are aligned to less than a vector, and where a vector of the block lies across two lines its load waits until the store is in the cache.</remarks>
[StructLayout(LayoutKind.Sequential, Size = Line + Line + Line + Line)]
internal struct AlignedDigitBlock
{
    private const int Line = 64;

    private DigitBlock _first;

    /// <summary>The block in it. Only for room on the stack, which is not moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ref DigitBlock In(ref AlignedDigitBlock room)
    {
        nint address = (nint)Unsafe.AsPointer(ref room);
        return ref Unsafe.As<AlignedDigitBlock, DigitBlock>(ref Unsafe.AddByteOffset(ref room, -address & (Line - 1)));
    }
}
