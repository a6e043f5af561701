using System.Globalization;
using System.Text;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.ManyRows;
using Scoring.Benchmarks.LocalOnnx.Rows;

namespace Scoring.Benchmarks.Publishing;

/// <summary>The README's table, made from the committed results and placed between two marks.</summary>
public static class ReadmeTable
{
    public const string Begin = "<!-- benchmark: made from benchmarks/results, do not edit -->";
    public const string End = "<!-- /benchmark -->";

    public static string Create(LocalOnnxResults results)
    {
        bool awaited = results.AwaitedRows.Count > 0;
        var text = new StringBuilder();
        text.AppendLine($"| model | one row per Run |{(awaited ? " awaited rows, 1,000 callers |" : "")} this client, lambda per column | lambda per row | of the C API's best | bytes per row |");
        text.AppendLine($"| --- | ---: |{(awaited ? " ---: |" : "")} ---: | ---: | ---: | ---: |");
        foreach (ManyRowsResult r in results.ManyRows.Where(static r => r.MaxBatchCount >= RowCount.BudgetBatch))
        {
            WayResult perColumn = r.With("lambda per column"), perRow = r.With("lambda per row");
            string callers = awaited ? $" {AwaitedRate(results, r.Model)} |" : "";
            Line(text, $"| {r.Model} | {Rate(r.SingleRowsPerSecond)} |{callers} {Rate(perColumn.RowsPerSecond)} | {Rate(perRow.RowsPerSecond)} | {perRow.OfRaw:0%} | {perRow.BytesPerRow:0.00} |");
        }

        text.AppendLine();
        string oneByOne = awaited ? " (awaited rows: one per call)" : "";
        Line(text, $"Rows per second, {RowCount.PerCall:N0} rows per call{oneByOne}, {results.Machine.Cores} lanes; {results.Machine.Cpu}, {results.Machine.Runtime}, ONNX Runtime {results.Machine.OnnxRuntime}.");
        return text.ToString();
    }

    /// <summary>The README with its table replaced.</summary>
    public static string Place(string readme, LocalOnnxResults results)
    {
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = readme.IndexOf(End, StringComparison.Ordinal);
        return $"{readme[..begin]}\n{Create(results)}{readme[end..]}";
    }

    private static string AwaitedRate(LocalOnnxResults results, string model) =>
        results.AwaitedRows.FirstOrDefault(r => r.Model == model) is { } rows ? Rate(rows.With(CallersResult.Many, synchronous: false).RowsPerSecond) : "–";

    private static string Rate(double rowsPerSecond) =>
        (rowsPerSecond / 1e6).ToString(rowsPerSecond < 1e7 ? "0.00 M" : "0.0 M", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
