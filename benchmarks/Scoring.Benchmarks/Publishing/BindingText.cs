using System.Globalization;
using System.Text;
using Scoring.Benchmarks.BindingCost.Results;

namespace Scoring.Benchmarks.Publishing;

/// <summary>Bindings as Markdown: the budget first, then the figures behind it.</summary>
internal static class BindingText
{
    public static string Create(BindingResults results)
    {
        var text = new StringBuilder();
        Line(text, $"# Bindings\n\n`{results.Command}`\n");
        Line(text, $"{results.Machine.Cpu}, {results.Machine.Cores} cores; {results.Machine.System}; {results.Machine.Runtime}.\n");
        Line(text, $"{results.Rows:N0} rows of floats into a batch of one packed column, on one thread; {results.Rounds} interleaved rounds of {results.WindowMilliseconds:0} ms; times are medians, ratios medians of each round's ratio. Copying by hand is a loop that assigns each field to its place.\n");
        BudgetTable.Add(text, results.Budget);
        Line(text, $"| rows | by | ns per row | ns per column | ÷ by hand | bytes allocated per batch |");
        Line(text, $"| --- | --- | ---: | ---: | ---: | ---: |");
        foreach (BindingCaseResult rows in results.Cases)
        {
            foreach (BindingWayResult way in rows.Ways)
                Line(text, $"| {rows.Width}, {rows.Kind} | {way.Name} | {way.NanosecondsPerRow:0.00} | {way.NanosecondsPerColumn:0.00} | {way.OfByHand:0.00} | {way.BytesPerBatch:0} |");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
