namespace Scoring.Tuning.Reporting.Charts;

/// <summary>Charts under each other as one SVG file, on its own ground: it is legible on light and dark pages.</summary>
internal static class PictureStack
{
    public const double Width = 760;

    private const double Margin = 12, LineHeight = 18, Between = 28, FontSize = 12;

    /// <param name="title">Above all.</param>
    /// <param name="text">Under the title, broken into lines; it may be empty.</param>
    /// <param name="pictures">Each <see cref="Width"/> wide.</param>
    public static string Create(string title, string text, IReadOnlyList<Picture> pictures)
    {
        IReadOnlyList<string> lines = LineBreaks.Break(text, Width - (2 * Margin), FontSize);
        double top = 46 + (lines.Count * LineHeight), height = top + pictures.Sum(static picture => Picture.TitleHeight + picture.Height + Between);
        MarkupWriter svg = new MarkupWriter().Open(
            "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "chart"), ("viewBox", FormattableString.Invariant($"0 0 {Width} {height:0.#}")),
            ("width", Width), ("height", height), ("role", "img"), ("aria-labelledby", "title text"));
        svg.AddText("title", title, ("id", "title"));
        svg.AddText("desc", text, ("id", "text"));
        svg.AddText("style", Resource.Read("charts.css"));
        svg.Rectangle("page", 0, 0, Width, height, 8);
        svg.Label("strong heading", Margin, 26, title);
        for (int i = 0; i < lines.Count; i++) svg.Label("text", Margin, 48 + (i * LineHeight), lines[i]);
        AddPictures(svg, pictures, top);
        svg.Close("svg");
        return svg.ToString();
    }

    private static void AddPictures(MarkupWriter svg, IReadOnlyList<Picture> pictures, double top)
    {
        foreach (Picture picture in pictures)
        {
            picture.AddTo(svg, top);
            top += Picture.TitleHeight + picture.Height + Between;
        }
    }
}
