using System.Globalization;
using System.Text;
using Scoring.Benchmarks.Tuner.Results;

namespace Scoring.Benchmarks.Publishing;

/// <summary>The tuner against an exhaustive grid as Markdown: the budget first, then the figures behind it.</summary>
public static class TunerText
{
    public static string Create(TunerResults results)
    {
        var text = new StringBuilder();
        Line(text, $"# The tuner against an exhaustive grid\n\n`{results.Command}`\n");
        Line(text, $"{results.Machine.Cpu}, {results.Machine.Cores} cores; {results.Machine.System}; {results.Machine.Runtime}; ONNX Runtime {results.Machine.OnnxRuntime}.\n");
        Line(text, $"A default sweep, then a grid of sizes from 1 to 2,000 rows, ten percent apart (beyond 16 multiples of 4, beyond 64 of 8), with every number of lanes, in short rounds of random order, each size over 8,192 distinct rows. The best of the grid are measured anew beside the recommended setting in {results.Rounds} interleaved rounds of {results.WindowMilliseconds:0} ms, so that the best of many noisy figures does not flatter the grid; the ratio is the median of each round's. {QuietNote.Text}\n");
        Line(text, $"Both knees are of the same definition, the smallest size with 90 % of the most rows per second on the smooth curve through all points, each of its own measurements. The grid's own is not exact either: in brackets those of its odd and of its even rounds alone; where these are far apart, the curve is so flat that one percent of the rate is more than ten percent of the size. A distance of one row counts as none, since knees are rounded to whole rows.\n");
        BudgetTable.Add(text, results.Budget);
        Line(text, $"| model | recommended | best | M rows/s | recommended ÷ best | knee | confidence | grid's knee | seconds | requests | points |");
        Line(text, $"| --- | --- | --- | ---: | ---: | --- | ---: | --- | ---: | ---: | ---: |");
        foreach (TunerModelResult r in results.Models)
            Line(text, $"| {r.Model} | {r.Recommended} | {r.Best} | {r.BestRowsPerSecond / 1e6:0.000} | {r.OfBest:0.000} | {r.Knee} [{r.KneeLow}–{r.KneeHigh}] | {r.KneeConfidence:0.00} | {r.GridKnee} [{r.GridKneeOfOddRounds}, {r.GridKneeOfEvenRounds}] | {r.Seconds:0.0} | {r.Requests} | {r.Points} |");
        return text.ToString().TrimEnd() + Environment.NewLine;
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
