using System.Globalization;

namespace Scoring.Tuning.Reporting.Charts;

/// <summary>A grid of cells whose colours show values. Where it would be too narrow it is turned: what was across goes down.</summary>
internal sealed class HeatMap
{
    /// <summary>Colours of the style sheet, "h0" to "h6".</summary>
    public const int Colours = 7;

    private const double Margin = 12, FontSize = 12, LeastCellWidth = 42, MostCellWidth = 120, CellHeight = 32, Gap = 2, LegendHeight = 30;

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string AcrossTitle { get; init; }

    public required string UpTitle { get; init; }

    public required IReadOnlyList<string> AcrossLabels { get; init; }

    public required IReadOnlyList<string> UpLabels { get; init; }

    public required IReadOnlyList<HeatCell> Cells { get; init; }

    /// <summary>What the lightest and the darkest colour mean.</summary>
    public required (string Low, string High) Ends { get; init; }

    /// <summary>What a marked corner means; null if there is none.</summary>
    public string? CornerMeaning { get; init; }

    public Picture Draw(double width)
    {
        bool isTurned = (width - LeftOf(UpLabels) - Margin) / AcrossLabels.Count < LeastCellWidth;
        return isTurned ? Draw(width, downTitle: AcrossTitle, UpTitle, AcrossLabels, UpLabels, isTurned) : Draw(width, downTitle: UpTitle, AcrossTitle, UpLabels, AcrossLabels, isTurned);
    }

    private static double LeftOf(IReadOnlyList<string> labels) => Margin + 8 + labels.Max(static label => TextWidths.Measure(label, FontSize));

    private Picture Draw(double width, string downTitle, string acrossTitle, IReadOnlyList<string> down, IReadOnlyList<string> across, bool isTurned)
    {
        var svg = new MarkupWriter();
        var points = new MarkupWriter().Open("g", ("class", "points"));
        double top = DrawLegend(svg, width) + 22, left = LeftOf(down), cellWidth = Math.Min(MostCellWidth, (width - left - Margin) / across.Count);
        svg.Label("text", Margin, top - 8, downTitle);
        for (int i = 0; i < down.Count; i++) svg.Label("text", left - 8, top + ((i + 0.5) * CellHeight) + 4, down[i], "end");
        double bottom = top + (down.Count * CellHeight);
        for (int i = 0; i < across.Count; i++) svg.Label("text", left + ((i + 0.5) * cellWidth), bottom + 16, across[i], "middle");
        svg.Label("text", left + (across.Count * cellWidth / 2), bottom + 34, acrossTitle, "middle");
        svg.Rectangle("hole", left, top, (across.Count * cellWidth) - Gap, (down.Count * CellHeight) - Gap, 2);
        bool isFirst = true;
        foreach (HeatCell cell in Cells)
        {
            (int column, int row) = isTurned ? (cell.Up, cell.Across) : (cell.Across, cell.Up);
            DrawCell(points, cell, left + (column * cellWidth), top + (row * CellHeight), cellWidth - Gap, isFirst);
            isFirst = false;
        }

        points.Close("g");
        return new Picture(Title, Description, width, bottom + 42, svg.ToString(), points.ToString());
    }

    private static void DrawCell(MarkupWriter svg, HeatCell cell, double x, double y, double width, bool isFirst)
    {
        const double height = CellHeight - Gap, corner = 9;
        int colour = Math.Clamp((int)(cell.Share * Colours), 0, Colours - 1);
        svg.OpenPoint(cell.Text, isFirst);
        svg.Rectangle($"cell h{colour}", x, y, width, height, 2);
        if (cell.HasCorner) svg.Add("path", ("class", "corner"), ("d", string.Create(CultureInfo.InvariantCulture, $"M{x + width - corner:0.#} {y:0.#}h{corner}v{corner}z")));
        if (cell.IsStrong) DrawFrame(svg, x, y, width, height);
        svg.Label($"inside t{colour}", x + (width / 2), y + (height / 2) + 4, cell.Label, "middle");
        svg.Close("g");
    }

    /// <summary>Two lines, one of which differs from the cell's colour, whatever that is.</summary>
    private static void DrawFrame(MarkupWriter svg, double x, double y, double width, double height)
    {
        svg.Rectangle("frame", x + 1.5, y + 1.5, width - 3, height - 3, 2);
        svg.Rectangle("frame inner", x + 3.5, y + 3.5, width - 7, height - 7, 1);
    }

    /// <returns>Its height.</returns>
    private double DrawLegend(MarkupWriter svg, double width)
    {
        const double box = 18;
        double x = Margin;
        svg.Label("text", x, 14, Ends.Low);
        x += TextWidths.Measure(Ends.Low, FontSize) + 6;
        for (int colour = 0; colour < Colours; colour++, x += box) svg.Rectangle($"cell h{colour}", x, 3, box, 14);
        svg.Label("text", x + 6, 14, Ends.High);
        if (CornerMeaning is null) return LegendHeight;
        x += TextWidths.Measure(Ends.High, FontSize) + 24;
        double y = 0;
        if (x + 14 + TextWidths.Measure(CornerMeaning, FontSize) > width) (x, y) = (Margin, 20);
        svg.Add("path", ("class", "corner"), ("d", string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y + 5:0.#}h9v9z")));
        svg.Label("text", x + 14, y + 14, CornerMeaning);
        return LegendHeight + y;
    }
}
