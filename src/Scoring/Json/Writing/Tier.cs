namespace Scoring.Json.Writing;

/// <summary>The kinds of hardware that numbers are written for. Each writes the same bytes.</summary>
internal enum Tier
{
    /// <summary>No vectors.</summary>
    Portable,

    /// <summary>128-bit vectors: SSE4.1, AVX2, or AdvSimd.</summary>
    Vector128,

    /// <summary>512-bit vectors: AVX-512 F, BW, CD and DQ.</summary>
    Vector512,
}
