using System.Text.RegularExpressions;
using System.Xml.Linq;
using Scoring.Tuning;
using Scoring.Tuning.Reporting;
using Scoring.Tuning.Reporting.Plots;

namespace Scoring.Tests.Tuning.Reporting;

/// <summary>Whatever a report holds, the page and the picture show it and nothing else.</summary>
public class TuningReportPagesTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Samples => [nameof(Reports.Full), nameof(Reports.OneSize), nameof(Reports.Partial), nameof(Reports.Empty), nameof(Reports.Hostile)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Picture_is_well_formed_and_tells_what_it_shows(string sample)
    {
        XElement svg = XElement.Parse(Svg(Reports.Of(sample)));

        Assert.Equal(s_svg + "svg", svg.Name);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.StartsWith("Tuning of ", svg.Element(s_svg + "title")!.Value, StringComparison.Ordinal);
        Assert.NotEmpty(svg.Element(s_svg + "desc")!.Value);
        Assert.Empty(svg.Descendants(s_svg + "script"));
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_has_a_mark_for_every_point_and_the_lines_that_matter()
    {
        TuningReport report = Reports.Full();

        string svg = Svg(report);

        Assert.Contains("p99 budget 25 ms", svg, StringComparison.Ordinal);
        Assert.Contains("knee and recommended: 1,000", svg, StringComparison.Ordinal);
        foreach (TuningPoint point in report.Points) Assert.Contains(Figures.Whole(point.RowsPerSecond) + " rows/s", svg, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Page_is_well_formed_but_for_its_script_and_loads_nothing(string sample)
    {
        string html = Html(Reports.Of(sample));

        XElement page = XElement.Parse(Regex.Replace(html["<!DOCTYPE html>\n".Length..], "<(script|style)[^>]*>.*?</\\1>", "", RegexOptions.Singleline));
        Assert.DoesNotContain(page.DescendantsAndSelf().Attributes(), static attribute => attribute.Name.LocalName is "src" or "onerror" || (attribute.Name.LocalName == "href" && attribute.Value != "data:,"));
        Assert.Equal(page.Descendants().Attributes("id").Select(static id => id.Value).Distinct().Count(), page.Descendants().Attributes("id").Count());
        Assert.All(page.Descendants("table"), static table => Assert.NotEmpty(table.Element("caption")!.Value));
    }

    [Fact]
    public void Page_embeds_the_json_of_its_report()
    {
        TuningReport report = Reports.Hostile();

        string json = Regex.Match(Html(report), "<script type=\"application/json\" id=\"report\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

        Assert.Equal(report.ToJson(), TuningReport.FromJson(json).ToJson());
    }

    [Theory]
    [InlineData(nameof(Reports.Full), "Send up to 1,000 rows per request, 8 requests at a time: 724,638 rows per second, p99 of a row 21.7 ms, within the budget of 25 ms. The knee is at 1,000 rows per request with a confidence of 93 % (90 % interval 480 to 1,000).")]
    [InlineData(nameof(Reports.OneSize), "Send up to 200 rows per request, 1 request at a time: 71,429 rows per second, p99 of a row 7.84 ms. Only one size was measured, so no knee can be told.")]
    [InlineData(nameof(Reports.Partial), "Send up to 500 rows per request, 1 request at a time: 125,000 rows per second, p99 of a row 11.2 ms. There is no clear knee: it lies somewhere in 120 to 500 rows per request (90 % interval), likeliest at 500, with a confidence of 41 %.")]
    [InlineData(nameof(Reports.Empty), "Nothing could be measured. There is no knee to find.")]
    public void Answer_is_a_sentence(string sample, string expected) => Assert.Equal(expected, Answer.Of(new ReportView(Reports.Of(sample))));

    [Fact]
    public void Knee_of_other_requests_in_flight_says_so_and_is_not_drawn_among_those_of_the_recommendation()
    {
        TuningReport report = Reports.Full();
        report = report with { Knee = report.Knee with { ParallelRequests = 2 } };

        Assert.Contains("The knee is at 1,000 rows per request, 2 requests at a time, with a confidence of 93 %", Answer.Of(new ReportView(report)), StringComparison.Ordinal);
        Assert.DoesNotContain(SizeMarks.Of(new ReportView(report)), static line => line.Label.Contains("knee", StringComparison.Ordinal));
        Assert.Contains(SizeMarks.Of(new ReportView(Reports.Full())), static line => line.Label.Contains("knee", StringComparison.Ordinal));
    }

    [Fact]
    public void Recommendation_over_the_budget_says_so() =>
        Assert.Contains("over the budget of 10 ms: no setting keeps it", Answer.Of(new ReportView(Reports.Full() with { P99BudgetSeconds = 0.01 })), StringComparison.Ordinal);

    [Fact]
    public void Page_says_what_was_skipped_and_why_and_what_is_uncertain()
    {
        string html = Html(Reports.Full());

        Assert.Contains("2000 rows and 1000 rows are over the budget of 25 ms already", html, StringComparison.Ordinal);
        Assert.Contains("differ much: 11 %", html, StringComparison.Ordinal);
        Assert.Contains("the queue grew: too much, this client was the bottleneck", html, StringComparison.Ordinal);
        Assert.Contains("it was cancelled after 4.1 s", Html(Reports.Partial()), StringComparison.Ordinal);
    }

    [Fact]
    public void Saved_files_are_what_is_written()
    {
        string folder = Directory.CreateTempSubdirectory("report").FullName, html = Path.Combine(folder, "r.html"), svg = Path.Combine(folder, "r.svg"), curve = Path.Combine(folder, "c.svg");
        try
        {
            File.WriteAllText(html, "an older file");
            Reports.Full().SaveHtml(html);
            Reports.Full().SaveSvg(svg);
            Reports.Full().SaveCurve(curve);

            Assert.Equal(Html(Reports.Full()), File.ReadAllText(html));
            Assert.Equal(Svg(Reports.Full()), File.ReadAllText(svg));
            Assert.Contains("Rows per second by size", File.ReadAllText(curve), StringComparison.Ordinal);
            Assert.DoesNotContain("Rows per second against", File.ReadAllText(curve), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Html(TuningReport report) => Written(report.WriteHtml);

    private static string Svg(TuningReport report) => Written(report.WriteSvg);

    private static string Written(Action<TextWriter> write)
    {
        using var writer = new StringWriter();
        write(writer);
        return writer.ToString();
    }
}
