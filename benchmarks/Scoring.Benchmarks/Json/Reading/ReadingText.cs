using System.Globalization;
using System.Text;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>The figures of reading as Markdown.</summary>
internal static class ReadingText
{
    public static string Create(IReadOnlyList<ReadingFigure> figures)
    {
        var text = new StringBuilder("## Reading, ns per number (GB/s; bytes per row)\n\n");
        string[] readers = [.. figures.Select(static figure => figure.Reader).Distinct()];
        text.Append(CultureInfo.InvariantCulture, $"| text | {string.Join(" | ", readers)} | {readers[0]} ÷ {ReadingCases.Utf8} |\n| --- |{string.Concat(readers.Select(static _ => " ---: |"))} ---: |\n");
        foreach (IGrouping<string, ReadingFigure> row in figures.GroupBy(static figure => figure.Case))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Key} | {string.Join(" | ", row.Select(Show))} | {row.First().TimesOfUtf8JsonReader:F2} × |\n");
        }

        return text.ToString();
    }

    private static string Show(ReadingFigure figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.NanosecondsPerNumber:F2} ({figure.GigabytesPerSecond:F2}; {figure.BytesPerRow:F1})");
}
