namespace Scoring.Json.Reading;

/// <summary>What a <see cref="NumberToken"/> is.</summary>
internal enum NumberKind : byte
{
    /// <summary>Its significand and exponent are all of it.</summary>
    Exact,

    /// <summary>It has more than 19 significant digits, and some of those left out are not 0.</summary>
    Cut,

    /// <summary>The word NaN.</summary>
    NaN,

    /// <summary>The word Infinity.</summary>
    Infinity,
}
