namespace Scoring.Json;

/// <summary>What becomes of NaN and infinities, which JSON has no numbers for.</summary>
public enum NonFiniteHandling
{
    /// <summary>The bare words <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, as Python writes and reads them; TensorFlow Serving and Triton too. It is not valid JSON.</summary>
    Literal,

    /// <summary><c>null</c>, as pandas, orjson and MLServer write them. Infinities are lost.</summary>
    Null,

    /// <summary>The batch is refused.</summary>
    Error,
}
