using System.Globalization;

namespace Scoring.Tuning.Reporting.Charts;

/// <summary>The shapes that tell series apart without colour.</summary>
internal static class Marker
{
    public const int Shapes = 6;

    /// <summary>The outline of the shape of a style, as the data of a path.</summary>
    public static string PathOf(string style, double x, double y)
    {
        string shape = style switch
        {
            "s1" => "m-3.6 -3.6h7.2v7.2h-7.2z",
            "s2" => "m0 -4.8l4.6 8h-9.2z",
            "s3" => "m0 -5l5 5l-5 5l-5 -5z",
            "s4" => "m0 4.8l4.6 -8h-9.2z",
            "s5" => "m-1.4 -4.4h2.8v3h3v2.8h-3v3h-2.8v-3h-3v-2.8h3z",
            _ => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        };
        return string.Create(CultureInfo.InvariantCulture, $"M{x:0.##} {y:0.##}{shape}");
    }
}
