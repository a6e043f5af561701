namespace Scoring.Tuning.Reporting;

/// <summary>A table that scrolls by itself where it is too wide, so that the page need not.</summary>
internal static class HtmlTable
{
    /// <param name="html">Where to.</param>
    /// <param name="id">Of its caption.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">Their headings. A column that begins with '#' has numbers.</param>
    /// <param name="rows">The cells, and the class of the row.</param>
    public static void Add(MarkupWriter html, string id, string caption, IReadOnlyList<string> columns, IEnumerable<(string Style, IReadOnlyList<string> Cells)> rows)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", 0), ("role", "region"), ("aria-labelledby", id));
        html.Open("table");
        html.AddText("caption", caption, ("id", id));
        html.Open("thead");
        html.Open("tr");
        foreach (string column in columns) html.AddText("th", column.TrimStart('#'), ("scope", "col"), ("class", StyleOf(column)));
        html.Close("tr");
        html.Close("thead");
        html.Open("tbody");
        foreach ((string style, IReadOnlyList<string> cells) in rows) AddRow(html, style, cells, columns);
        html.Close("tbody");
        html.Close("table");
        html.Close("div");
    }

    private static void AddRow(MarkupWriter html, string style, IReadOnlyList<string> cells, IReadOnlyList<string> columns)
    {
        html.Open("tr", ("class", style));
        for (int i = 0; i < cells.Count; i++) html.AddText("td", cells[i], ("class", StyleOf(columns[i])));
        html.Close("tr");
    }

    private static string StyleOf(string column) => column.StartsWith('#') ? "number" : "words";
}
