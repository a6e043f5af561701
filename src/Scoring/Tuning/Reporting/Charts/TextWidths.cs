namespace Scoring.Tuning.Reporting.Charts;

/// <summary>How wide text is, about: those who draw have no font at hand. The classes are those of a wide sans-serif, so that text in another one is narrower than said.</summary>
internal static class TextWidths
{
    private const string Narrow = "iljtfrI.,:;|!'()[]/ ", Wide = "mwMWQO@%&—×≥≤";

    /// <summary>The width in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">The font's size in pixels.</param>
    public static double Measure(string text, double size)
    {
        double ems = 0;
        foreach (char character in text) ems += EmsOf(character);
        return ems * size;
    }

    private static double EmsOf(char character) => character switch
    {
        _ when Narrow.Contains(character) => 0.38,
        _ when Wide.Contains(character) => 0.92,
        >= 'A' and <= 'Z' => 0.7,
        > '\u2fff' => 1.05,
        _ => 0.63,
    };
}
