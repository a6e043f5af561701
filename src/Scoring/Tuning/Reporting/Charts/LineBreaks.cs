namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Breaks text into lines: SVG does not.</summary>
internal static class LineBreaks
{
    /// <summary>Lines of at most a width in pixels; a longer word has a line of its own.</summary>
    public static IReadOnlyList<string> Break(string text, double width, double fontSize)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + ' ' + word;
            if (line.Length > 0 && TextWidths.Measure(longer, fontSize) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }
}
