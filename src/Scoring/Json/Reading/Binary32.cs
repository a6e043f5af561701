namespace Scoring.Json.Reading;

/// <summary>IEEE 754 binary32.</summary>
internal readonly struct Binary32 : IBinaryFormat
{
    public static int SignificandBits => 23;

    public static int MinExponent => -127;

    public static int InfiniteExponent => 0xFF;

    public static int SmallestPower => -65;

    public static int LargestPower => 38;

    public static int SmallestTiePower => -17;

    public static int LargestTiePower => 10;
}
