using System.Globalization;
using System.Text;

namespace Scoring.Benchmarks.Telemetry;

/// <summary>What telemetry costs, as Markdown.</summary>
internal static class TelemetryText
{
    public static string Create(TelemetryResults results)
    {
        var text = new StringBuilder();
        Line(text, $"# Telemetry\n\n`{results.Command}`\n");
        Line(text, $"{results.Machine.Cpu}, {results.Machine.Cores} cores; {results.Machine.System}; {results.Machine.Runtime}.\n");
        Line(text, $"1,000 callers that each await one row at a time, of the smallest model there is (logreg4). {results.Rounds} interleaved rounds of {results.WindowMilliseconds:0} ms; figures are medians, shares medians of each round's share.\n");
        Line(text, $"| telemetry | k rows/s | a row costs more by | at most | bytes per row |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: |");
        foreach (TelemetryWayResult way in results.Ways)
        {
            string budget = way.Budget is { } most ? most.ToString("P0", CultureInfo.InvariantCulture) : "–";
            Line(text, $"| {way.Name} | {way.RowsPerSecond / 1e3:N0} | {way.CostOfFirst:P1} | {budget} | {way.BytesPerRow:N2} |");
        }

        return text.ToString().TrimEnd() + Environment.NewLine;
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
