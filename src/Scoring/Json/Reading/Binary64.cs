namespace Scoring.Json.Reading;

/// <summary>IEEE 754 binary64.</summary>
internal readonly struct Binary64 : IBinaryFormat
{
    public static int SignificandBits => 52;

    public static int MinExponent => -1023;

    public static int InfiniteExponent => 0x7FF;

    public static int SmallestPower => -342;

    public static int LargestPower => 308;

    public static int SmallestTiePower => -4;

    public static int LargestTiePower => 23;
}
