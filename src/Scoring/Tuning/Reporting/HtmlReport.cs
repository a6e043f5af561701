using Scoring.Tuning.Reporting.Sections;

namespace Scoring.Tuning.Reporting;

/// <summary>The report as a page that needs no other file.</summary>
internal static class HtmlReport
{
    public static string Create(TuningReport report)
    {
        var view = new ReportView(report);
        var html = new MarkupWriter();
        html.AddRaw("<!DOCTYPE html>\n");
        html.Open("html", ("lang", "en"));
        AddHead(html, report);
        html.Open("body");
        html.Open("main");
        AnswerSection.Add(html, view);
        ChartsSection.Add(html, view);
        PlannerSection.Add(html, view);
        PointsSection.Add(html, view);
        ChecksSection.Add(html, view);
        EnvironmentSection.Add(html, view);
        html.Close("main");
        html.Open("div", ("id", "tip"), ("aria-hidden", "true"), ("hidden", ""));
        html.Close("div");
        AddData(html, report);
        html.Close("body");
        html.Close("html");
        return html.ToString();
    }

    private static void AddHead(MarkupWriter html, TuningReport report)
    {
        html.Open("head");
        html.Add("meta", ("charset", "utf-8"));
        html.Add("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Add("meta", ("name", "color-scheme"), ("content", "light dark"));
        // Whatever stood in the page by mistake, nothing could be fetched with it.
        html.Add("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"));
        html.Add("link", ("rel", "icon"), ("href", "data:,"));
        html.AddText("title", "Tuning of " + report.Key.ModelName);
        html.AddRaw($"<style>\n{Resource.Read("page.css")}{Resource.Read("charts.css")}</style>\n");
        html.Close("head");
    }

    private static void AddData(MarkupWriter html, TuningReport report)
    {
        html.AddRaw($"<script type=\"application/json\" id=\"report\">\n{Markup.EscapeScriptData(report.ToJson())}\n</script>\n");
        html.AddRaw($"<script>\n{Resource.Read("page.js")}</script>\n");
    }
}
