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
        Line(text, $"1,000 callers that each await one row at a time, of the smallest model there is (logreg4). Each line is pairs of slices of {results.SliceMilliseconds:0} ms, one without and one with, of one client; {results.Clients} clients take turns, and all lines but the last. Rates are medians, the cost is the median of each pair's, with the 95 % confidence interval of that median.\n");
        Line(text, $"| telemetry | pairs | k rows/s without | with | a row costs more by | 95 % | at most | bytes per row |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (TelemetryWayResult way in results.Ways)
        {
            string budget = way.Budget is { } most ? most.ToString("P0", CultureInfo.InvariantCulture) : "–";
            Line(text, $"| {way.Name} | {way.Pairs} | {way.WithoutRowsPerSecond / 1e3:N0} | {way.RowsPerSecond / 1e3:N0} | {Cost(way)} | {way.Low:P1} to {way.High:P1} | {budget} | {way.BytesPerRow:N2} |");
        }

        return text.ToString().TrimEnd() + Environment.NewLine;
    }

    private static string Cost(TelemetryWayResult way)
    {
        string cost = way.Cost.ToString("P1", CultureInfo.InvariantCulture);
        return way.Budget is { } most && way.Cost > most ? $"✗ **{cost}**" : cost;
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
