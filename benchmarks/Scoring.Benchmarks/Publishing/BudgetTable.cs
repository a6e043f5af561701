using System.Globalization;
using System.Text;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>All results beside their budgets, as Markdown.</summary>
public static class BudgetTable
{
    public static string Create(LocalOnnxResults results)
    {
        var text = new StringBuilder();
        Line(text, $"# Local ONNX\n\n`{results.Command}`\n");
        Line(text, $"{results.Machine.Cpu}, {results.Machine.Cores} cores; {results.Machine.System}; {results.Machine.Runtime}; ONNX Runtime {results.Machine.OnnxRuntime}.");
        Line(text, $"Medians of {results.Rounds} interleaved rounds. \"raw\" is the C API's Run in a loop with preallocated buffers, on as many threads as the client has lanes.\n");
        AddLeaf(text, results.Leaf);
        foreach (ManyRowsResult result in results.ManyRows) AddManyRows(text, result);
        return text.ToString();
    }

    private static void AddLeaf(StringBuilder text, IReadOnlyList<LeafResult> results)
    {
        Line(text, $"## The leaf\n");
        Line(text, $"| model | raw Run, 1 row | leaf, 1 row | over raw | floor, aim | bytes per call at {string.Join(", ", results[0].BytesPerCall.Keys)} rows |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (LeafResult r in results)
            Line(text, $"| {r.Model} | {r.RawNanoseconds:0} ns | {r.LeafNanoseconds:0} ns | + {r.OverheadNanoseconds:0} ns | + 250, + 100 ns | {string.Join(", ", r.BytesPerCall.Values.Select(Number))} |");
        text.AppendLine();
    }

    private static void AddManyRows(StringBuilder text, ManyRowsResult result)
    {
        Line(text, $"## Many rows: {result.Model}, {RowCount.PerCall:N0} per call, MaxBatchCount {result.MaxBatchCount}\n");
        Line(text, $"raw: {result.RawRowsPerSecond / 1e6:0.00} M rows/s at batch {result.RawBatch}, {result.SingleRowsPerSecond / 1e6:0.00} M rows/s with one row per Run.\n");
        Line(text, $"| binding | M rows/s | ÷ raw | floor | aim | ÷ one row per Run | bytes per row |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (WayResult way in result.Ways)
            Line(text, $"| {way.Way} | {way.RowsPerSecond / 1e6:0.00} | {way.OfRaw:0.000} | {way.Floor:0.00} | {way.Aim:0.00} | {way.RowsPerSecond / result.SingleRowsPerSecond:0.0} | {way.BytesPerRow:0.000} |");
        text.AppendLine();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
