using Scoring.Tuning.Reporting.Charts;
using Scoring.Tuning.Reporting.Plots;

namespace Scoring.Tuning.Reporting.Sections;

/// <summary>The charts, each drawn for wide and for narrow screens: scaled to a phone their text could not be read.</summary>
internal static class ChartsSection
{
    private const double Wide = 640, Narrow = 336;

    public static void Add(MarkupWriter html, ReportView view)
    {
        IReadOnlyList<Picture> wide = ReportCharts.Draw(view, Wide), narrow = ReportCharts.Draw(view, Narrow);
        if (wide.Count == 0) return;
        html.Open("section", ("aria-labelledby", "charts"));
        html.AddText("h2", "Charts", ("id", "charts"));
        html.AddText("p", "Point at a mark to read its numbers; on the keyboard, tab to a chart and move with the arrow keys. The table below has the same numbers.", ("class", "hint screen"));
        html.Open("div", ("class", "charts"));
        for (int i = 0; i < wide.Count; i++) AddChart(html, wide[i], narrow[i], i);
        html.Close("div");
        html.Close("section");
    }

    private static void AddChart(MarkupWriter html, Picture wide, Picture narrow, int index)
    {
        html.Open("figure");
        html.AddText("h3", wide.Title);
        html.AddRaw(wide.ToInlineSvg($"chart{index}w", "wide"));
        html.AddRaw(narrow.ToInlineSvg($"chart{index}n", "narrow"));
        html.Close("figure");
    }
}
