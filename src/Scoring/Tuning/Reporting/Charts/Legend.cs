namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Names the series above the plot, in as many rows as they need.</summary>
internal static class Legend
{
    private const double Sample = 24, Gap = 6, Between = 18, RowHeight = 20, FontSize = 12;

    /// <returns>The height of all rows.</returns>
    public static double Draw(MarkupWriter svg, IReadOnlyList<ChartSeries> series, double left, double top, double right)
    {
        double x = left, y = top;
        foreach (ChartSeries one in series)
        {
            double width = Sample + Gap + TextWidths.Measure(one.Label, FontSize);
            if (x > left && x + width > right) (x, y) = (left, y + RowHeight);
            DrawSample(svg, one, x, y + (RowHeight / 2));
            svg.Label("text", x + Sample + Gap, y + (RowHeight / 2) + 4, one.Label);
            x += width + Between;
        }

        return series.Count == 0 ? 0 : y + RowHeight - top;
    }

    private static void DrawSample(MarkupWriter svg, ChartSeries series, double x, double y)
    {
        svg.Line($"line {series.Style}", x, y, x + Sample, y);
        if (series.Points.Any(static point => point.Text is not null)) svg.Add("path", ("class", $"dot {series.Style}"), ("d", Marker.PathOf(series.Style, x + (Sample / 2), y)));
    }
}
