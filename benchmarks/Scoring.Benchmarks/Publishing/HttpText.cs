using System.Globalization;
using System.Text;
using Scoring.Benchmarks.Http.Results;

namespace Scoring.Benchmarks.Publishing;

/// <summary>The HTTP client as Markdown: the budget first, then the figures behind it.</summary>
internal static class HttpText
{
    public static string Create(HttpResults results)
    {
        var text = new StringBuilder();
        Line(text, $"# HTTP\n\n`{results.Command}`\n");
        Line(text, $"{results.Machine.Cpu}, {results.Machine.Cores} cores; {results.Machine.System}; {results.Machine.Runtime}.\n");
        Line(text, $"Rows of five float32 prices to a Kestrel in a process of its own on the same machine, which counts them and answers as many scores: server and client share the cores. {results.Rounds} interleaved rounds of {results.WindowMilliseconds:0} ms; figures are medians, ratios medians of each round's ratio. The rival is `PostAsJsonAsync` with `ReadFromJsonAsync` and generated serializer code, over HTTP/1.1. Bytes are what the whole client process allocates, warm.\n");
        BudgetTable.Add(text, results.Budget);
        foreach (HttpGroupResult group in results.Groups) AddGroup(text, group);
        return text.ToString().TrimEnd() + Environment.NewLine;
    }

    private static void AddGroup(StringBuilder text, HttpGroupResult group)
    {
        Line(text, $"## {group.Name}\n");
        Line(text, $"| way | k rows/s | ÷ {group.Ways[0].Name} | ÷ {group.Ways[1].Name} | bytes per request | bytes per row |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (HttpWayResult way in group.Ways)
        {
            string bytes = way.BytesPerRequest is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : "–";
            Line(text, $"| {way.Name} | {way.RowsPerSecond / 1e3:N1} | {way.OfFirst:0.00} | {way.OfSecond:0.00} | {bytes} | {way.BytesPerRow:N1} |");
        }

        text.AppendLine();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
