using System.Globalization;
using System.Text;
using Scoring.Benchmarks.Adaptive.Results;

namespace Scoring.Benchmarks.Publishing;

/// <summary>The adaptive client against fixed settings as Markdown: the budget first, then the figures behind it.</summary>
public static class AdaptiveText
{
    public static string Create(AdaptiveResults results)
    {
        var text = new StringBuilder();
        Line(text, $"# Adaptive against the best fixed setting\n\n`{results.Command}`\n");
        Line(text, $"{results.Machine.Cpu}, {results.Machine.Cores} cores; {results.Machine.System}; {results.Machine.Runtime}; ONNX Runtime {results.Machine.OnnxRuntime}.\n");
        AddMethod(text, results);
        BudgetTable.Add(text, results.Budget);
        foreach (AdaptiveModelResult model in results.Models) AddModel(text, model);
        return text.ToString().TrimEnd() + Environment.NewLine;
    }

    private static void AddMethod(StringBuilder text, AdaptiveResults results)
    {
        Line(text, $"Closed loop: {AdaptiveMethod.Callers:N0} callers, each awaits the score of one row and goes on with the next. Open loop: rows come at random times (Poisson, from a thread of its own, in groups some 80 µs apart), at {AdaptiveMethod.Load:0%} of the highest rate that the best fixed setting keeps up with when rows come so: the thread from which they come takes its part of the cores. A row's time begins when it was to come; windows are {AdaptiveMethod.OpenWindows} times shorter and as many times more, since the machine now and then stops a thread for milliseconds: where that happens in most windows it is what their p99 tells.");
        Line(text, $"All fixed settings are measured in {AdaptiveMethod.GridRounds} short rounds (\"grid\"); the best {AdaptiveMethod.Finalists} of them, by rate and by p99, anew beside the adaptive client in {results.Rounds} interleaved rounds of {results.WindowMilliseconds:0} ms or more, so that the best of many noisy figures does not flatter the grid; the best of these few is what the others are divided by. \"That setting\" is the fixed one with the most rows per second, the one that a sweep finds; the fixed one with the least p99 at just this load can only be picked in hindsight and gives up throughput; the comparison with it is the stricter one. Figures are medians, ratios medians of each round's ratio. {QuietNote.Text}");
        Line(text, $"Settled: as many requests of a new client had come back when the last twelve reached 95 % of its final rate; a client with fixed settings needs some too, as its callers start and its model is cold.\n");
    }

    private static void AddModel(StringBuilder text, AdaptiveModelResult model)
    {
        Line(text, $"## {model.Model}\n");
        Line(text, $"Most rows per second: {model.BestFixed}; it keeps up with {model.OpenLoopCapacity / 1e3:0.0} k rows/s that come at random. Least p99 at {model.OfferedRowsPerSecond / 1e3:0.0} k rows/s: {model.BestFixedP99}.\n");
        Line(text, $"| setting | grid, k rows/s | k rows/s | ÷ best fixed | requests until settled | grid p99, µs | p50, µs | p99, µs | ÷ the least of all fixed ones | ÷ the fixed one with most rows/s | handed over late, p99, µs |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (SettingResult r in model.Settings)
        {
            string closed = $"{Number(r.GridRowsPerSecond / 1e3)} | {Number(r.Closed?.RowsPerSecond / 1e3)} | {Ratio(r.Closed?.OfBestFixed)} | {Number(r.RequestsUntilSettled, 0)}";
            string open = $"{Number(r.GridP99, 0)} | {Number(r.Open?.P50, 0)} | {Number(r.Open?.P99, 0)} | {Ratio(r.Open?.P99OfBestFixed)} | {Ratio(r.Open?.P99OfFastestFixed)} | {Number(r.Open?.LagP99, 0)}";
            Line(text, $"| {r.Setting} | {closed} | {open} |");
        }

        text.AppendLine();
    }

    private static string Ratio(double? value) => Number(value, 3);

    private static string Number(double? value, int digits = 1) => value?.ToString($"F{digits}", CultureInfo.InvariantCulture) ?? "–";

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
