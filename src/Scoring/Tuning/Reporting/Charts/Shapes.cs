namespace Scoring.Tuning.Reporting.Charts;

/// <summary>The few shapes that charts are made of.</summary>
internal static class Shapes
{
    public static void Line(this MarkupWriter svg, string style, double x1, double y1, double x2, double y2) => svg.Add("line", ("class", style), ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    public static void Rectangle(this MarkupWriter svg, string style, double x, double y, double width, double height, double radius = 0) =>
        svg.Add("rect", ("class", style), ("x", x), ("y", y), ("width", width), ("height", height), ("rx", radius));

    /// <param name="svg">Where to.</param>
    /// <param name="style">Its class in the style sheet.</param>
    /// <param name="x">Of its anchor.</param>
    /// <param name="y">Of its base line.</param>
    /// <param name="text">One line.</param>
    /// <param name="anchor">"start", "middle" or "end".</param>
    public static void Label(this MarkupWriter svg, string style, double x, double y, string text, string anchor = "start") =>
        svg.AddText("text", text, ("class", style), ("x", x), ("y", y), ("text-anchor", anchor));

    /// <summary>Begins something that can be pointed at. The tab key stops once per chart, at the first; a script moves on from there.</summary>
    public static void OpenPoint(this MarkupWriter svg, string text, bool isFirst) => svg.Open("g", ("class", "point"), ("tabindex", isFirst ? 0 : -1), ("role", "img"), ("aria-label", text));
}
