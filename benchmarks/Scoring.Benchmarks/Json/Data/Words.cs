namespace Scoring.Benchmarks.Json.Data;

/// <summary>Words such as categorical columns hold.</summary>
internal static class Words
{
    private static readonly string[] s_words = ["credit", "cash", "no charge", "dispute", "Manhattan", "Queens", "Brooklyn", "JFK Airport", "Staten Island", "CMT"];

    public static string Pick(Random random) => s_words[random.Next(s_words.Length)];
}
