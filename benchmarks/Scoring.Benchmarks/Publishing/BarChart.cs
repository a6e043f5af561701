using System.Globalization;
using System.Text;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>The README's picture: each model's rates as bars, as shares of the C API's best.</summary>
public static class BarChart
{
    private const int Width = 760, Left = 190, BarsWidth = 440, BarHeight = 18, Gap = 6, GroupGap = 34, Top = 56;
    private const string OneRow = "one row per Run";

    private static readonly (string Way, string Color)[] s_bars = [(OneRow, "#9aa5b1"), ("lambda per column", "#7cb9e8"), ("lambda per row", "#2f7fd0"), ("hand-written", "#17406d")];

    public static string Create(LocalOnnxResults results)
    {
        ManyRowsResult[] models = [.. results.ManyRows.Where(static r => r.MaxBatchCount >= RowCount.BudgetBatch)];
        int groupHeight = (s_bars.Length * (BarHeight + Gap)) + GroupGap;
        int height = Top + (models.Length * groupHeight) + 8;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" font-family=\"system-ui, sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"Rows per second as a share of the C API's best, by model and binding\">");
        Line(svg, $"<rect width=\"{Width}\" height=\"{height}\" rx=\"8\" fill=\"#ffffff\"/>");
        Line(svg, $"<text x=\"20\" y=\"28\" font-size=\"15\" font-weight=\"600\" fill=\"#1f2933\">Rows per second, as a share of the C API's own best on the same {results.Machine.Cores} lanes</text>");
        for (int i = 0; i < models.Length; i++) AddModel(svg, models[i], Top + (i * groupHeight));
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static void AddModel(StringBuilder svg, ManyRowsResult model, int top)
    {
        Line(svg, $"<text x=\"20\" y=\"{top + 10}\" font-weight=\"600\" fill=\"#1f2933\">{model.Model}</text>");
        Line(svg, $"<line x1=\"{Left + BarsWidth}\" y1=\"{top}\" x2=\"{Left + BarsWidth}\" y2=\"{top + 20 + (s_bars.Length * (BarHeight + Gap))}\" stroke=\"#b6c2cd\" stroke-dasharray=\"3 3\"/>");
        Line(svg, $"<text x=\"{Left + BarsWidth}\" y=\"{top + 10}\" text-anchor=\"end\" fill=\"#616e7c\" dx=\"-6\">C API: {model.RawRowsPerSecond / 1e6:0.0} M rows/s at batch {model.RawBatch}</text>");
        for (int i = 0; i < s_bars.Length; i++)
        {
            (string way, string color) = s_bars[i];
            WayResult? result = model.Ways.FirstOrDefault(w => w.Way == way);
            double rate = result?.RowsPerSecond ?? model.SingleRowsPerSecond, share = result?.OfRaw ?? model.SingleRowsPerSecond / model.RawRowsPerSecond;
            AddBar(svg, top + 20 + (i * (BarHeight + Gap)), way, color, rate, share);
        }
    }

    private static void AddBar(StringBuilder svg, int y, string label, string color, double rate, double share)
    {
        double width = Math.Max(share * BarsWidth, 1.5);
        Line(svg, $"<text x=\"{Left - 8}\" y=\"{y + 13}\" text-anchor=\"end\" fill=\"#3e4c59\">{label}</text>");
        Line(svg, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{width:0.0}\" height=\"{BarHeight}\" rx=\"3\" fill=\"{color}\"/>");
        Line(svg, $"<text x=\"{Math.Max(Left + width, 0) + 6:0.0}\" y=\"{y + 13}\" fill=\"#3e4c59\" stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\">{rate / 1e6:0.00} M ({share:0%})</text>");
    }

    private static void Line(StringBuilder svg, FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
