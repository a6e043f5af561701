namespace Scoring.Json.Reading;

/// <summary>The facts of a binary floating-point format that <see cref="DecimalToBinary"/> needs; constants once compiled.</summary>
internal interface IBinaryFormat
{
    /// <summary>Stored bits of the significand.</summary>
    static abstract int SignificandBits { get; }

    /// <summary>The exponent whose biased form is 0.</summary>
    static abstract int MinExponent { get; }

    /// <summary>The biased exponent of infinity.</summary>
    static abstract int InfiniteExponent { get; }

    /// <summary>19 digits times a smaller power of ten are 0.</summary>
    static abstract int SmallestPower { get; }

    /// <summary>One times a larger power of ten is infinite.</summary>
    static abstract int LargestPower { get; }

    /// <summary>From this power of ten on a decimal number may lie half-way between two binary ones.</summary>
    static abstract int SmallestTiePower { get; }

    /// <summary>Up to this power of ten a decimal number may lie half-way between two binary ones.</summary>
    static abstract int LargestTiePower { get; }
}
