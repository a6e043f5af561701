namespace Scoring.Repository.Tests.Documentation;

/// <summary>Reads fenced blocks out of Markdown.</summary>
internal static class Markdown
{
    public static IEnumerable<string> Blocks(string text, string language)
    {
        string fence = $"```{language}\n";
        for (int at = text.IndexOf(fence, StringComparison.Ordinal); at >= 0; at = text.IndexOf(fence, at, StringComparison.Ordinal))
        {
            at += fence.Length;
            yield return text[at..text.IndexOf("```", at, StringComparison.Ordinal)];
        }
    }

    /// <summary>The lines without the space at their beginnings, so that code may stand deeper in a source file.</summary>
    public static string WithoutIndent(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Trim().Split('\n').Select(static line => line.Trim()));
}
