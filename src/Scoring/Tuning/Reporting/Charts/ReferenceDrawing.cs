namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Draws the values that go through a whole chart, so that their labels do not meet.</summary>
internal static class ReferenceDrawing
{
    private const double FontSize = 12;

    /// <summary>Lines first, so that none goes through the label of another.</summary>
    public static void Draw(MarkupWriter svg, IReadOnlyList<ReferenceLine> lines, PlotArea area, double labelRow)
    {
        ReferenceLine[] vertical = [.. lines.Where(static line => line.IsVertical)];
        foreach (ReferenceLine line in lines.Where(static line => !line.IsVertical)) DrawHorizontal(svg, line, area);
        for (int i = 0; i < vertical.Length; i++) DrawVertical(svg, vertical[i], area, LabelY(i));
        for (int i = 0; i < vertical.Length; i++) DrawLabel(svg, vertical[i], area, LabelY(i));
        double LabelY(int row) => area.Top - 5 - (row * labelRow);
    }

    private static void DrawVertical(MarkupWriter svg, ReferenceLine line, PlotArea area, double labelY)
    {
        double x = area.X(line.Value);
        if (line.To is { } to) svg.Rectangle("between", x, area.Top, Math.Max(1, area.X(to) - x), area.Bottom - area.Top);
        svg.Line(line.Style, x, line.To is null ? labelY + 3 : area.Top, x, area.Bottom);
        if (line.To is { } end) svg.Line(line.Style, area.X(end), area.Top, area.X(end), area.Bottom);
    }

    /// <summary>Beside the line's upper end, on the side where there is room.</summary>
    private static void DrawLabel(MarkupWriter svg, ReferenceLine line, PlotArea area, double labelY)
    {
        double x = area.X(line.Value), width = TextWidths.Measure(line.Label, FontSize);
        bool isLeft = x + 5 + width > area.Right && x - 5 - width >= 0;
        svg.Label("strong halo", isLeft ? x - 5 : Math.Min(x + 5, Math.Max(0, area.Right - width)), labelY, line.Label, isLeft ? "end" : "start");
    }

    private static void DrawHorizontal(MarkupWriter svg, ReferenceLine line, PlotArea area)
    {
        bool isAbove = line.Value > area.Up.To;
        double y = area.Y(line.Value);
        svg.Line(line.Style, area.Left, y, area.Right, y);
        svg.Label("text halo", area.Left + 6, y < area.Top + 20 ? y + 15 : y - 6, isAbove ? line.Label + " (above)" : line.Label);
    }
}
