namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Lines over an axis, with the values that matter drawn through the chart.</summary>
internal sealed class LineChart
{
    private const double PlotHeight = 250, Margin = 12, FontSize = 12, TitleRoom = 28, LabelRow = 17, TickRoom = 44, LabelGap = 14;

    private const int UpTicks = 6;

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string AcrossTitle { get; init; }

    public required string UpTitle { get; init; }

    public required Scale Across { get; init; }

    public required Scale Up { get; init; }

    public required Func<double, string> FormatAcross { get; init; }

    public required Func<double, string> FormatUp { get; init; }

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Draws it in a width; the height follows from it.</summary>
    public Picture Draw(double width)
    {
        var svg = new MarkupWriter();
        double right = width - Margin, top = Legend.Draw(svg, Series, Margin, 0, right);
        svg.Label("text", Margin, top + 14, UpTitle);
        top += TitleRoom + (LabelRow * References.Count(static line => line.IsVertical));
        double left = Margin + 6 + Up.GetTicks(UpTicks).Max(tick => TextWidths.Measure(FormatUp(tick), FontSize));
        var area = new PlotArea(left, top, right, top + PlotHeight, Across, Up);
        DrawAxes(svg, area);
        foreach (ChartSeries series in Series) SeriesDrawing.DrawRange(svg, series, area);
        ReferenceDrawing.Draw(svg, References, area, LabelRow);
        foreach (ChartSeries series in Series) SeriesDrawing.DrawLine(svg, series, area);
        return new Picture(Title, Description, width, area.Bottom + TickRoom, svg.ToString(), SeriesDrawing.DrawPoints(Series, area));
    }

    private void DrawAxes(MarkupWriter svg, PlotArea area)
    {
        foreach (double tick in Up.GetTicks(UpTicks))
        {
            svg.Line("grid", area.Left, area.Y(tick), area.Right, area.Y(tick));
            svg.Label("text", area.Left - 6, area.Y(tick) + 4, FormatUp(tick), "end");
        }

        svg.Line("axis", area.Left, area.Bottom, area.Right, area.Bottom);
        DrawTicksAcross(svg, area);
        svg.Label("text", (area.Left + area.Right) / 2, area.Bottom + 36, AcrossTitle, "middle");
    }

    /// <summary>The last label is moved to the left where it would go beyond the picture; one that would meet it or the one before is left out.</summary>
    private void DrawTicksAcross(MarkupWriter svg, PlotArea area)
    {
        double widest = Across.GetTicks(8).Max(tick => TextWidths.Measure(FormatAcross(tick), FontSize)), free = double.NegativeInfinity;
        foreach (double tick in Across.GetTicks((int)((area.Right - area.Left) / (widest + LabelGap))))
        {
            double x = area.X(tick);
            svg.Line("axis", x, area.Bottom, x, area.Bottom + 4);
            string label = FormatAcross(tick);
            double half = TextWidths.Measure(label, FontSize) / 2, middle = Math.Min(x, area.Right + Margin - half);
            if (middle - half < free) continue;
            svg.Label("text", middle, area.Bottom + 18, label, "middle");
            free = middle + half + (LabelGap / 2);
        }
    }
}
