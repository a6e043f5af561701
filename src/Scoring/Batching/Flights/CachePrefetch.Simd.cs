using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Batching.Flights;

/// <summary>Asks the processor for memory that is soon used. A hint: it changes nothing else, and does nothing where there is no instruction for it.</summary>
internal static class CachePrefetch
{
    private const int Size = 64;

    /// <summary>Fetches the beginning of an object. It may move meanwhile: then something else is fetched.</summary>
    /// <param name="one">The object.</param>
    /// <param name="lines">How much of it, in lines of 64 bytes.</param>
    public static unsafe void Fetch(object one, int lines)
    {
        if (!Sse.IsSupported) return;
        byte* start = (byte*)Unsafe.As<object, nint>(ref one);
        for (int i = 0; i < lines; i++) Sse.Prefetch0(start + (i * Size));
    }
}
