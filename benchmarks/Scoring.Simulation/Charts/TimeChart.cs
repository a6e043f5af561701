using System.Globalization;
using System.Text;

namespace Scoring.Simulation.Charts;

/// <summary>Draws panels over time as SVG that is legible on light and dark pages.</summary>
internal static class TimeChart
{
    private const int Width = 760, Left = 64, Right = 20, Top = 48, PanelHeight = 150, PanelGap = 52, Bottom = 44;

    /// <summary>Marks have their labels above the lines.</summary>
    private const double Headroom = 1.12;

    private const string Style = """
        <style>
          .page { fill: #ffffff; } .text { fill: #3e4c59; } .strong { fill: #1f2933; font-weight: 600; } .grid { stroke: #e4e7eb; } .axis { stroke: #9aa5b1; }
          .mark { stroke: #9aa5b1; stroke-dasharray: 4 3; } .first { stroke: #2f7fd0; } .second { stroke: #3aa17e; } .limit { stroke: #c53030; stroke-dasharray: 6 4; }
          .halo { stroke: #ffffff; stroke-width: 4; paint-order: stroke; }
          .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
          @media (prefers-color-scheme: dark) {
            .page { fill: #0d1117; } .text { fill: #b6c2cd; } .strong { fill: #f0f4f8; } .grid { stroke: #252c35; } .axis { stroke: #616e7c; }
            .halo { stroke: #0d1117; }
            .mark { stroke: #7b8794; } .first { stroke: #6cb2f7; } .second { stroke: #5fd0a8; } .limit { stroke: #ff7b72; }
          }
        </style>
        """;

    public static string Create(string title, double seconds, IReadOnlyList<ChartPanel> panels, IReadOnlyList<ChartMark> marks)
    {
        int height = Top + (panels.Count * (PanelHeight + PanelGap)) - PanelGap + Bottom + 20;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" font-family=\"system-ui, sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"{Escape(title)}\">");
        svg.Append(Style).AppendLine();
        Line(svg, $"<rect class=\"page\" width=\"{Width}\" height=\"{height}\" rx=\"8\"/>");
        Line(svg, $"<text class=\"strong\" x=\"20\" y=\"26\" font-size=\"15\">{Escape(title)}</text>");
        for (int i = 0; i < panels.Count; i++) AddPanel(svg, panels[i], PanelTop(i), seconds, marks, hasTimes: i == panels.Count - 1);
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static int PanelTop(int index) => Top + 20 + (index * (PanelHeight + PanelGap));

    private static void AddPanel(StringBuilder svg, ChartPanel panel, int top, double seconds, IReadOnlyList<ChartMark> marks, bool hasTimes)
    {
        var axis = new Axis(panel.Max * Headroom);
        Line(svg, $"<text class=\"strong\" x=\"{Left}\" y=\"{top - 10}\">{Escape(panel.Title)}</text>");
        AddLegend(svg, panel, top - 10);
        for (int step = 0; step <= axis.Steps; step++)
        {
            double y = Y(step * axis.Step, axis, top);
            Line(svg, $"<line class=\"{(step == 0 ? "axis" : "grid")}\" x1=\"{Left}\" y1=\"{y:0.0}\" x2=\"{Width - Right}\" y2=\"{y:0.0}\"/>");
            Line(svg, $"<text class=\"text\" x=\"{Left - 8}\" y=\"{y + 4:0.0}\" text-anchor=\"end\">{step * axis.Step:0.##}</text>");
        }

        AddTimes(svg, top, seconds, hasTimes);
        foreach (ChartSeries series in panel.Series) AddSeries(svg, series, axis, top, seconds);
        foreach (ChartMark mark in marks) AddMark(svg, mark, top, seconds);
    }

    /// <summary>From the right, so that it ends with the panel.</summary>
    private static void AddLegend(StringBuilder svg, ChartPanel panel, int y)
    {
        const double CharacterWidth = 6.4;
        double x = Width - Right;
        foreach (ChartSeries series in panel.Series.Reverse())
        {
            Line(svg, $"<text class=\"text\" x=\"{x:0.0}\" y=\"{y}\" text-anchor=\"end\">{Escape(series.Label)}</text>");
            x -= (series.Label.Length * CharacterWidth) + 8;
            Line(svg, $"<line class=\"line {series.Style}\" x1=\"{x - 20:0.0}\" y1=\"{y - 4}\" x2=\"{x:0.0}\" y2=\"{y - 4}\"/>");
            x -= 36;
        }
    }

    private static void AddTimes(StringBuilder svg, int top, double seconds, bool hasTimes)
    {
        for (int second = 0; second <= seconds; second++)
        {
            double x = X(second, seconds);
            Line(svg, $"<line class=\"axis\" x1=\"{x:0.0}\" y1=\"{top + PanelHeight}\" x2=\"{x:0.0}\" y2=\"{top + PanelHeight + 4}\"/>");
            if (hasTimes) Line(svg, $"<text class=\"text\" x=\"{x:0.0}\" y=\"{top + PanelHeight + 18}\" text-anchor=\"middle\">{second}</text>");
        }

        if (hasTimes) Line(svg, $"<text class=\"text\" x=\"{(Left + Width - Right) / 2}\" y=\"{top + PanelHeight + 36}\" text-anchor=\"middle\">seconds</text>");
    }

    private static void AddMark(StringBuilder svg, ChartMark mark, int top, double seconds)
    {
        double x = X(mark.Seconds, seconds);
        Line(svg, $"<line class=\"mark\" x1=\"{x:0.0}\" y1=\"{top}\" x2=\"{x:0.0}\" y2=\"{top + PanelHeight}\"/>");
        Line(svg, $"<text class=\"text halo\" x=\"{x + 5:0.0}\" y=\"{top + 12}\">{Escape(mark.Label)}</text>");
    }

    private static void AddSeries(StringBuilder svg, ChartSeries series, Axis axis, int top, double seconds)
    {
        var path = new StringBuilder();
        foreach (ChartPoint point in series.Points)
        {
            double x = X(point.Seconds, seconds), y = Y(point.Value, axis, top);
            string step = path.Length == 0 ? "M" : series.IsStepped ? string.Create(CultureInfo.InvariantCulture, $"H{x:0.0}L") : "L";
            path.Append(CultureInfo.InvariantCulture, $"{step}{x:0.0} {y:0.0}");
        }

        Line(svg, $"<path class=\"line {series.Style}\" d=\"{path}\"/>");
    }

    private static double X(double second, double seconds) => Left + (second / seconds * (Width - Left - Right));

    private static double Y(double value, Axis axis, int top) => top + PanelHeight - (value / axis.End * PanelHeight);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\"", "&quot;");

    private static void Line(StringBuilder svg, FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
