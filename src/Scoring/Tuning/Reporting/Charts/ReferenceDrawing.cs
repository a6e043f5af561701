namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Draws the values that go through a whole chart, so that their labels do not meet.</summary>
internal static class ReferenceDrawing
{
    private const double FontSize = 12;

    public static void Draw(MarkupWriter svg, IReadOnlyList<ReferenceLine> lines, PlotArea area, double labelRow)
    {
        double labelY = area.Top - 5;
        foreach (ReferenceLine line in lines)
        {
            if (!line.IsVertical) DrawHorizontal(svg, line, area);
            else
            {
                DrawVertical(svg, line, area, labelY);
                labelY -= labelRow;
            }
        }
    }

    private static void DrawVertical(MarkupWriter svg, ReferenceLine line, PlotArea area, double labelY)
    {
        double x = area.X(line.Value), width = TextWidths.Measure(line.Label, FontSize);
        if (line.To is { } to) svg.Rectangle("between", x, area.Top, Math.Max(1, area.X(to) - x), area.Bottom - area.Top);
        svg.Line(line.Style, x, line.To is null ? labelY + 3 : area.Top, x, area.Bottom);
        if (line.To is { } end) svg.Line(line.Style, area.X(end), area.Top, area.X(end), area.Bottom);
        // The text stands beside the line's upper end, on the side where there is room.
        bool isLeft = x + 5 + width > area.Right && x - 5 - width >= 0;
        svg.Label("strong", isLeft ? x - 5 : Math.Min(x + 5, Math.Max(0, area.Right - width)), labelY, line.Label, isLeft ? "end" : "start");
    }

    private static void DrawHorizontal(MarkupWriter svg, ReferenceLine line, PlotArea area)
    {
        bool isAbove = line.Value > area.Up.To;
        double y = area.Y(line.Value);
        svg.Line(line.Style, area.Left, y, area.Right, y);
        svg.Label("text halo", area.Left + 6, y < area.Top + 20 ? y + 15 : y - 6, isAbove ? line.Label + " (above)" : line.Label);
    }
}
