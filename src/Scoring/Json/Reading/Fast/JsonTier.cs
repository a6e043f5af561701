namespace Scoring.Json.Reading.Fast;

/// <summary>What the hardware offers for reading digits; each tier reads the same.</summary>
internal enum JsonTier
{
    /// <summary>Nothing but 64-bit integers, on any machine.</summary>
    Portable,

    /// <summary>128-bit vectors with byte shuffles: SSE 4.1.</summary>
    Vector128,

    /// <summary>256-bit vectors: AVX2.</summary>
    Vector256,

    /// <summary>Masks and byte compression: AVX-512 with VBMI2.</summary>
    Vector512,
}
