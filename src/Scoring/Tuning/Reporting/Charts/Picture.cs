namespace Scoring.Tuning.Reporting.Charts;

/// <summary>A drawn chart, to stand in a page or in a larger picture.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What it says, for those who cannot see it.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Drawing">All but what can be pointed at, as SVG.</param>
/// <param name="Points">What can be pointed at, as SVG.</param>
internal sealed record Picture(string Title, string Description, double Width, double Height, string Drawing, string Points)
{
    /// <summary>A title above the drawing needs so much.</summary>
    public const double TitleHeight = 30;

    /// <summary>As an element of a page. What can be pointed at stands beside the image: readers aloud skip whatever is inside one.</summary>
    /// <param name="id">Unlike all others of the page.</param>
    /// <param name="style">The class of the element.</param>
    public string ToInlineSvg(string id, string style)
    {
        MarkupWriter svg = new MarkupWriter().Open("svg", ("class", $"chart {style}"), ("viewBox", FormattableString.Invariant($"0 0 {Width:0.#} {Height:0.#}")), ("role", "group"), ("aria-labelledby", id + "-title"));
        svg.Open("g", ("role", "img"), ("aria-labelledby", $"{id}-title {id}-description"));
        svg.AddText("title", Title, ("id", id + "-title"));
        svg.AddText("desc", Description, ("id", id + "-description"));
        svg.AddRaw(Drawing);
        svg.Close("g");
        svg.AddRaw(Points);
        svg.Close("svg");
        return svg.ToString();
    }

    /// <summary>As a part of a larger picture, with the title above it.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="top">Where it begins.</param>
    public void AddTo(MarkupWriter svg, double top)
    {
        svg.Open("g", ("transform", FormattableString.Invariant($"translate(0 {top:0.#})")));
        svg.AddText("desc", Description);
        svg.Label("strong", 12, 18, Title);
        svg.Open("g", ("transform", FormattableString.Invariant($"translate(0 {TitleHeight})")));
        svg.AddRaw(Drawing);
        svg.AddRaw(Points);
        svg.Close("g");
        svg.Close("g");
    }
}
