using System.Globalization;
using System.Text;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>The README's table, made from the committed results and placed between two marks.</summary>
public static class ReadmeTable
{
    public const string Begin = "<!-- benchmark: made from benchmarks/results, do not edit -->";
    public const string End = "<!-- /benchmark -->";

    public static string Create(LocalOnnxResults results)
    {
        var text = new StringBuilder();
        text.AppendLine("| model | one row per Run | this client, lambda per column | lambda per row | of the C API's best | bytes per row |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (ManyRowsResult r in results.ManyRows.Where(static r => r.MaxBatchCount >= RowCount.BudgetBatch))
        {
            WayResult perColumn = r.Ways.Single(static w => w.Way == "lambda per column"), perRow = r.Ways.Single(static w => w.Way == "lambda per row");
            Line(text, $"| {r.Model} | {Rate(r.SingleRowsPerSecond)} | {Rate(perColumn.RowsPerSecond)} | {Rate(perRow.RowsPerSecond)} | {perRow.OfRaw:0%} | {perRow.BytesPerRow:0.00} |");
        }

        text.AppendLine();
        Line(text, $"Rows per second, {RowCount.PerCall:N0} rows per call, {results.Machine.Cores} lanes; {results.Machine.Cpu}, {results.Machine.Runtime}, ONNX Runtime {results.Machine.OnnxRuntime}.");
        return text.ToString();
    }

    /// <summary>The README with its table replaced.</summary>
    public static string Place(string readme, LocalOnnxResults results)
    {
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = readme.IndexOf(End, StringComparison.Ordinal);
        return $"{readme[..begin]}\n{Create(results)}{readme[end..]}";
    }

    private static string Rate(double rowsPerSecond) =>
        (rowsPerSecond / 1e6).ToString(rowsPerSecond < 1e7 ? "0.00 M" : "0.0 M", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
