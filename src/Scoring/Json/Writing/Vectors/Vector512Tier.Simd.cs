using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scoring.Json.Writing.Vectors;

/// <summary>What <see cref="Tier.Vector512"/> needs.</summary>
internal static class Vector512Tier
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported && Avx512CD.IsSupported && Avx512DQ.IsSupported;
}
