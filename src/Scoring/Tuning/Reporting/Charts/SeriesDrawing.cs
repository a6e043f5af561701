using System.Globalization;
using System.Text;

namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Draws lines, the ranges around them, and the points on them.</summary>
internal static class SeriesDrawing
{
    /// <summary>Fingers and unsteady hands need this much.</summary>
    private const double TargetRadius = 10;

    public static void DrawRange(MarkupWriter svg, ChartSeries series, PlotArea area)
    {
        ChartPoint[] ranged = [.. series.Points.Where(static point => point is { Low: not null, High: not null })];
        if (ranged.Length < 2) return;
        var path = new StringBuilder();
        foreach (ChartPoint point in ranged) Append(path, area.X(point.X), area.Y(point.High!.Value));
        foreach (ChartPoint point in ranged.Reverse()) Append(path, area.X(point.X), area.Y(point.Low!.Value));
        svg.Add("path", ("class", $"range {series.Style}"), ("d", path.Append('Z').ToString()));
    }

    public static void DrawLine(MarkupWriter svg, ChartSeries series, PlotArea area)
    {
        var path = new StringBuilder();
        foreach (ChartPoint point in series.Points)
        {
            if (series.IsStepped && path.Length > 0) path.Append(CultureInfo.InvariantCulture, $"H{area.X(point.X):0.0}");
            Append(path, area.X(point.X), area.Y(point.Y));
        }

        if (series.Points.Count > 1) svg.Add("path", ("class", $"line {series.Style}"), ("d", path.ToString()));
    }

    public static string DrawPoints(IReadOnlyList<ChartSeries> series, PlotArea area)
    {
        var svg = new MarkupWriter().Open("g", ("class", "points"));
        bool isFirst = true;
        foreach (ChartSeries one in series)
        {
            foreach (ChartPoint point in one.Points.Where(static point => point.Text is not null))
            {
                DrawPoint(svg, point, one.Style, area.X(point.X), area.Y(point.Y), isFirst);
                isFirst = false;
            }
        }

        svg.Close("g");
        return svg.ToString();
    }

    private static void DrawPoint(MarkupWriter svg, ChartPoint point, string style, double x, double y, bool isFirst)
    {
        svg.OpenPoint(point.Text!, isFirst);
        svg.Add("circle", ("class", "target"), ("cx", x), ("cy", y), ("r", TargetRadius));
        if (point.IsStrong) svg.Add("circle", ("class", "ring"), ("cx", x), ("cy", y), ("r", 8.0));
        svg.Add("path", ("class", $"dot {style}"), ("d", Marker.PathOf(style, x, y)));
        svg.Close("g");
    }

    private static void Append(StringBuilder path, double x, double y) => path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x:0.0} {y:0.0}");
}
