using System.Globalization;
using System.Text;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.ManyRows;
using Scoring.Benchmarks.LocalOnnx.Rows;

namespace Scoring.Benchmarks.Publishing;

/// <summary>The README's picture: each model's rates as bars, as shares of the C API's best.</summary>
public static class BarChart
{
    private const int Width = 760, Left = 190, BarsWidth = 440, BarHeight = 18, Gap = 6, GroupGap = 34, Top = 56;
    private const string OneRow = "one row per Run", Awaited = "awaited, 1,000 callers";
    private static readonly Bar[] s_bars =
    [
        new(OneRow, "#9aa5b1"), new(Awaited, "#3aa17e"), new("lambda per column", "#7cb9e8"), new("lambda per row", "#2f7fd0"), new("hand-written", "#17406d"),
    ];

    public static string Create(LocalOnnxResults results)
    {
        ManyRowsResult[] models = [.. results.ManyRows.Where(static r => r.MaxBatchCount >= RowCount.BudgetBatch)];
        Bar[] bars = [.. s_bars.Where(bar => bar.Label != Awaited || results.AwaitedRows.Count > 0)];
        int barsHeight = bars.Length * (BarHeight + Gap), groupHeight = barsHeight + GroupGap, height = Top + (models.Length * groupHeight) + 8;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" font-family=\"system-ui, sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"Rows per second as a share of the C API's best, by model and binding\">");
        Line(svg, $"<rect width=\"{Width}\" height=\"{height}\" rx=\"8\" fill=\"#ffffff\"/>");
        Line(svg, $"<text x=\"20\" y=\"28\" font-size=\"15\" font-weight=\"600\" fill=\"#1f2933\">Rows per second, as a share of the C API's own best on the same {results.Machine.Cores} lanes</text>");
        for (int i = 0; i < models.Length; i++)
        {
            int top = Top + (i * groupHeight);
            AddModel(svg, models[i], top, barsHeight);
            for (int bar = 0; bar < bars.Length; bar++) AddBar(svg, top + 20 + (bar * (BarHeight + Gap)), bars[bar], RateOf(bars[bar], models[i], results));
        }

        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static void AddModel(StringBuilder svg, ManyRowsResult model, int top, int barsHeight)
    {
        Line(svg, $"<text x=\"20\" y=\"{top + 10}\" font-weight=\"600\" fill=\"#1f2933\">{model.Model}</text>");
        Line(svg, $"<line x1=\"{Left + BarsWidth}\" y1=\"{top}\" x2=\"{Left + BarsWidth}\" y2=\"{top + 20 + barsHeight}\" stroke=\"#b6c2cd\" stroke-dasharray=\"3 3\"/>");
        Line(svg, $"<text x=\"{Left + BarsWidth}\" y=\"{top + 10}\" text-anchor=\"end\" fill=\"#616e7c\" dx=\"-6\">C API: {model.RawRowsPerSecond / 1e6:0.0} M rows/s at batch {model.RawBatch}</text>");
    }

    private static (double Rate, double Share) RateOf(Bar bar, ManyRowsResult model, LocalOnnxResults results) => bar.Label switch
    {
        OneRow => (model.SingleRowsPerSecond, model.SingleRowsPerSecond / model.RawRowsPerSecond),
        Awaited => results.AwaitedRows.FirstOrDefault(r => r.Model == model.Model)?.With(CallersResult.Many, synchronous: false) is { } callers ? (callers.RowsPerSecond, callers.OfRaw) : (0, 0),
        _ => (model.With(bar.Label).RowsPerSecond, model.With(bar.Label).OfRaw),
    };

    private static void AddBar(StringBuilder svg, int y, Bar bar, (double Rate, double Share) value)
    {
        double width = Math.Max(value.Share * BarsWidth, 1.5);
        Line(svg, $"<text x=\"{Left - 8}\" y=\"{y + 13}\" text-anchor=\"end\" fill=\"#3e4c59\">{bar.Label}</text>");
        Line(svg, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{width:0.0}\" height=\"{BarHeight}\" rx=\"3\" fill=\"{bar.Color}\"/>");
        Line(svg, $"<text x=\"{Math.Max(Left + width, 0) + 6:0.0}\" y=\"{y + 13}\" fill=\"#3e4c59\" stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\">{value.Rate / 1e6:0.00} M ({value.Share:0%})</text>");
    }

    private static void Line(StringBuilder svg, FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Bar(string Label, string Color);
}
